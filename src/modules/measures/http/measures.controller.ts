import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { EditMeasure } from '../operations/edit-measure.operation.js';
import { ProposeMeasure } from '../operations/propose-measure.operation.js';
import { ListMeasures } from '../queries/list-measures.query.js';
import { CycleQueryString } from './cycle.query-string.js';
import { EditMeasureBody, ProposeMeasureBody } from './measure.body.js';
import { MeasureView } from './plan.view.js';

@ApiTags('plan')
@Controller('api/v1/workspaces/:workspace')
export class MeasuresController {
  constructor(
    private readonly measures: ListMeasures,
    private readonly proposeMeasure: ProposeMeasure,
    private readonly editMeasure: EditMeasure,
  ) {}

  @Get('items/:key/measures')
  @Can('plan.read')
  @ApiOperation({ summary: 'What was proposed, chosen or not' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<MeasureView[]> {
    return (await this.measures.run(actor, key, cycle)).map((row) => MeasureView.of(row));
  }

  @Post('items/:key/measures')
  @Can('plan.write')
  @ApiOperation({ summary: 'Propose a measure' })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: ProposeMeasureBody,
  ): Promise<MeasureView> {
    const id = await this.proposeMeasure.run(actor, key, body);
    return MeasureView.of(await this.measures.one(actor, id));
  }

  @Get('measures/:id')
  @Can('plan.read')
  @ApiOperation({ summary: 'Show a measure' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<MeasureView> {
    return MeasureView.of(await this.measures.one(actor, id));
  }

  @Patch('measures/:id')
  @Can('plan.write')
  @ApiOperation({ summary: 'Write about a measure, choose it or set it aside' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditMeasureBody,
  ): Promise<MeasureView> {
    await this.editMeasure.run(actor, id, version, body);
    return MeasureView.of(await this.measures.one(actor, id));
  }
}
