import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentActor, CurrentLocale, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { DecidePilot } from '../operations/decide-pilot.operation.js';
import { JudgePilot } from '../operations/judge-pilot.operation.js';
import { RecordCounts } from '../operations/record-counts.operation.js';
import { StopPilot } from '../operations/stop-pilot.operation.js';
import { ShowPilot } from '../queries/show-pilot.query.js';
import { JudgementView } from './judgement.view.js';
import { CountsBody, DecisionBody, JudgementBody, StopPilotBody } from './pilot.body.js';
import { PilotView } from './pilot.view.js';

@ApiTags('pilots')
@Controller('api/v1/workspaces/:workspace/pilots/:id')
export class PilotsController {
  constructor(
    private readonly showPilot: ShowPilot,
    private readonly recordCounts: RecordCounts,
    private readonly judgePilot: JudgePilot,
    private readonly decidePilot: DecidePilot,
    private readonly stopPilot: StopPilot,
  ) {}

  // If-Match is a choice here: a nightly job that knows today's totals need not have read yesterday's.
  @Put('counts')
  @Can('pilots.record')
  @ApiOperation({ summary: 'Report the counts so far' })
  async count(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: CountsBody,
  ): Promise<PilotView> {
    return PilotView.of(await this.showPilot.shown(await this.recordCounts.run(actor, id, body, version)));
  }

  @Get('judgement')
  @Can('pilots.read')
  @ApiOperation({ summary: 'How the referee judged, or would judge now' })
  async judgement(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @PathId() id: string,
  ): Promise<JudgementView> {
    return JudgementView.of(await this.showPilot.judgement(actor, id), locale);
  }

  @Post('judgement')
  @HttpCode(200)
  @Can('pilots.write')
  @ApiOperation({ summary: 'Have the referee judge; a verdict is final' })
  async judge(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @PathId() id: string,
    @Body() { note }: JudgementBody,
  ): Promise<JudgementView> {
    return JudgementView.of(await this.judgePilot.run(actor, id, note ?? null), locale);
  }

  @Post('decision')
  @HttpCode(200)
  @Can('pilots.write')
  @ApiOperation({ summary: 'Decide what follows from the verdict' })
  async decide(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Body() { decision, reason }: DecisionBody,
  ): Promise<PilotView> {
    return PilotView.of(await this.showPilot.shown(await this.decidePilot.run(actor, id, decision, reason)));
  }

  @Post('stop')
  @HttpCode(200)
  @Can('pilots.write')
  @ApiOperation({ summary: 'End a running pilot without a verdict' })
  async stop(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Body() { reason }: StopPilotBody,
  ): Promise<PilotView> {
    return PilotView.of(await this.showPilot.shown(await this.stopPilot.run(actor, id, reason)));
  }
}
