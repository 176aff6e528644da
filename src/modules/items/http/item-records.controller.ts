import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ContainItem } from '../operations/contain-item.operation.js';
import { RecordEvidence } from '../operations/record-evidence.operation.js';
import { SetTeam } from '../operations/set-team.operation.js';
import { WriteKickoff } from '../operations/write-kickoff.operation.js';
import { ShowItem } from '../queries/show-item.query.js';
import { ContainmentView, EvidenceView, KickoffView, TeamView } from './item-records.view.js';
import { ContainItemBody, EvidenceBody, SetTeamBody, WriteKickoffBody } from './item.body.js';

@ApiTags('items')
@Controller('api/v1/workspaces/:workspace/items/:key')
export class ItemRecordsController {
  constructor(
    private readonly showItem: ShowItem,
    private readonly recordEvidence: RecordEvidence,
    private readonly setTeam: SetTeam,
    private readonly writeKickoff: WriteKickoff,
    private readonly containItem: ContainItem,
  ) {}

  @Get('evidence')
  @Can('items.read')
  @ApiOperation({ summary: 'What met the trigger’s condition' })
  async evidence(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<EvidenceView[]> {
    return (await this.showItem.evidence(actor, key)).map((evidence) => EvidenceView.of(evidence));
  }

  @Post('evidence')
  @Can('items.write')
  @ApiOperation({ summary: 'Record evidence' })
  async addEvidence(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: EvidenceBody,
  ): Promise<EvidenceView> {
    return EvidenceView.of(await this.recordEvidence.run(actor, key, body));
  }

  @Get('team')
  @Can('items.read')
  @ApiOperation({ summary: 'The task force' })
  async team(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<TeamView> {
    return TeamView.of(await this.showItem.team(actor, key));
  }

  @Put('team')
  @Can('items.write')
  @ApiOperation({ summary: 'Say who is in the task force' })
  async changeTeam(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: SetTeamBody,
  ): Promise<TeamView> {
    await this.setTeam.run(actor, key, version, body.members);
    return TeamView.of(await this.showItem.team(actor, key));
  }

  @Get('kickoff')
  @Can('items.read')
  @ApiOperation({ summary: 'Minutes of the kickoff meeting (table 2-1)' })
  async kickoff(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<KickoffView> {
    return KickoffView.of(await this.showItem.kickoff(actor, key));
  }

  @Put('kickoff')
  @Can('items.write')
  @ApiOperation({ summary: 'Write the minutes of the kickoff meeting' })
  async changeKickoff(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() { heldAt, ...body }: WriteKickoffBody,
  ): Promise<KickoffView> {
    const minutes = heldAt === undefined ? body : { ...body, heldAt: heldAt === null ? null : new Date(heldAt) };
    await this.writeKickoff.run(actor, key, version, minutes);
    return KickoffView.of(await this.showItem.kickoff(actor, key));
  }

  @Get('containment')
  @Can('items.read')
  @ApiOperation({ summary: 'The emergency track' })
  async containment(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<ContainmentView> {
    return ContainmentView.of(await this.showItem.containment(actor, key));
  }

  @Put('containment')
  @Can('items.write')
  @ApiOperation({ summary: 'Report on the emergency repair' })
  async contain(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: ContainItemBody,
  ): Promise<ContainmentView> {
    await this.containItem.run(actor, key, version, body);
    return ContainmentView.of(await this.showItem.containment(actor, key));
  }
}
