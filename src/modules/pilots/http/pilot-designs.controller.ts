import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { DesignPilot } from '../operations/design-pilot.operation.js';
import { EditDesign } from '../operations/edit-design.operation.js';
import { ShowPilot } from '../queries/show-pilot.query.js';
import { PilotDesignBody } from './pilot.body.js';
import { PilotView } from './pilot.view.js';

@ApiTags('pilots')
@Controller('api/v1/workspaces/:workspace')
export class PilotDesignsController {
  constructor(
    private readonly showPilot: ShowPilot,
    private readonly designPilot: DesignPilot,
    private readonly editDesign: EditDesign,
  ) {}

  @Get('items/:key/pilots')
  @Can('pilots.read')
  @ApiOperation({ summary: 'The pilots of an item, of every cycle and loop, oldest first' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<PilotView[]> {
    return (await this.showPilot.ofItem(actor, key)).map((shown) => PilotView.of(shown));
  }

  @Post('items/:key/pilots')
  @Can('pilots.write')
  @ApiOperation({ summary: 'Draft the pilot of this loop' })
  async design(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: PilotDesignBody,
  ): Promise<PilotView> {
    return PilotView.of(await this.showPilot.shown(await this.designPilot.run(actor, key, body)));
  }

  @Get('pilots/:id')
  @Can('pilots.read')
  @ApiOperation({ summary: 'Show a pilot, with both sample sizes' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<PilotView> {
    return PilotView.of(await this.showPilot.one(actor, id));
  }

  @Patch('pilots/:id')
  @Can('pilots.write')
  @ApiOperation({ summary: 'Change the design of a draft' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: PilotDesignBody,
  ): Promise<PilotView> {
    return PilotView.of(await this.showPilot.shown(await this.editDesign.run(actor, id, version, body)));
  }
}
