import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { BulkReportView, CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AddMilestone } from '../operations/add-milestone.operation.js';
import { ChangeMilestone } from '../operations/change-milestone.operation.js';
import { ChangeMilestones } from '../operations/change-milestones.operation.js';
import { ShowMilestones } from '../queries/show-milestones.query.js';
import { AddMilestoneBody, ChangeMilestoneBody, ChangeMilestonesBody } from './milestone.body.js';
import { MilestoneView } from './milestone.view.js';

@ApiTags('milestones')
@Controller('api/v1/workspaces/:workspace')
export class MilestonesController {
  constructor(
    private readonly addMilestone: AddMilestone,
    private readonly changeMilestone: ChangeMilestone,
    private readonly changeMilestones: ChangeMilestones,
    private readonly showMilestones: ShowMilestones,
  ) {}

  @Get('items/:key/milestones')
  @Can('milestones.read')
  @ApiOperation({ summary: 'The milestones of an item, all cycles, by due date' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<MilestoneView[]> {
    return (await this.showMilestones.ofItem(actor, key)).map((milestone) => MilestoneView.of(milestone));
  }

  @Post('items/:key/milestones')
  @Can('milestones.write')
  @ApiOperation({ summary: 'Add a milestone' })
  async add(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: AddMilestoneBody,
  ): Promise<MilestoneView> {
    return MilestoneView.of(await this.showMilestones.one(actor, await this.addMilestone.run(actor, key, body)));
  }

  @Get('milestones/:id')
  @Can('milestones.read')
  @ApiOperation({ summary: 'Show a milestone' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<MilestoneView> {
    return MilestoneView.of(await this.showMilestones.one(actor, id));
  }

  @Patch('milestones/:id')
  @Can('milestones.report')
  @ApiOperation({ summary: 'Report on a milestone, or change it; members on their own, leads on all' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeMilestoneBody,
  ): Promise<MilestoneView> {
    await this.changeMilestone.run(actor, id, version, body);
    return MilestoneView.of(await this.showMilestones.one(actor, id));
  }

  @Post('milestones/bulk')
  @HttpCode(200)
  @Can('milestones.report')
  @ApiOperation({ summary: 'Change many milestones, each by itself; answers what came of each' })
  async changeMany(@CurrentActor() actor: Actor, @Body() { rows }: ChangeMilestonesBody): Promise<BulkReportView> {
    return BulkReportView.of(actor, rows, await this.changeMilestones.run(actor, rows));
  }
}
