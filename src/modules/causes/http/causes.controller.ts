import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { EditCause } from '../operations/edit-cause.operation.js';
import { StateCause } from '../operations/state-cause.operation.js';
import { ListCauses } from '../queries/list-causes.query.js';
import { EditCauseBody, StateCauseBody } from './cause.body.js';
import { CycleQueryString } from './cycle.query-string.js';
import { CauseInTreeView, CauseView } from './diagnosis.view.js';

@ApiTags('diagnosis')
@Controller('api/v1/workspaces/:workspace')
export class CausesController {
  constructor(
    private readonly causes: ListCauses,
    private readonly stateCause: StateCause,
    private readonly editCause: EditCause,
  ) {}

  @Get('items/:key/causes')
  @Can('diagnosis.read')
  @ApiOperation({ summary: 'The causes, each right before those that explain it (table 2-2)' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<CauseInTreeView[]> {
    return (await this.causes.run(actor, key, cycle)).map((row) => CauseInTreeView.of(row));
  }

  @Post('items/:key/causes')
  @Can('diagnosis.write')
  @ApiOperation({ summary: 'State a possible cause' })
  async state(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: StateCauseBody,
  ): Promise<CauseView> {
    const id = await this.stateCause.run(actor, key, body);
    return CauseView.of(await this.causes.one(actor, id));
  }

  @Get('causes/:id')
  @Can('diagnosis.read')
  @ApiOperation({ summary: 'Show a cause' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<CauseView> {
    return CauseView.of(await this.causes.one(actor, id));
  }

  @Patch('causes/:id')
  @Can('diagnosis.write')
  @ApiOperation({ summary: 'Write about a cause, or confirm or reject it' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditCauseBody,
  ): Promise<CauseView> {
    await this.editCause.run(actor, id, version, body);
    return CauseView.of(await this.causes.one(actor, id));
  }
}
