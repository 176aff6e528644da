import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AcknowledgeEscalation } from '../operations/acknowledge-escalation.operation.js';
import { ForecastEscalations } from '../queries/forecast-escalations.query.js';
import { ShowEscalations } from '../queries/show-escalations.query.js';
import { AcknowledgeEscalationBody } from './escalation.body.js';
import { EscalationsQueryString, ForecastQueryString } from './escalation.query-string.js';
import { EscalationPageView, EscalationView, ForecastPageView } from './escalation.view.js';

@ApiTags('escalations')
@Controller('api/v1/workspaces/:workspace')
export class EscalationsController {
  constructor(
    private readonly showEscalations: ShowEscalations,
    private readonly forecastEscalations: ForecastEscalations,
    private readonly acknowledgeEscalation: AcknowledgeEscalation,
  ) {}

  @Get('escalations')
  @Can('escalations.read')
  @ApiOperation({ summary: 'What stays late and whom it has reached, newest first' })
  async page(@CurrentActor() actor: Actor, @Query() query: EscalationsQueryString): Promise<EscalationPageView> {
    return EscalationPageView.of(await this.showEscalations.page(actor, query));
  }

  @Get('escalations/forecast')
  @Can('escalations.read')
  @ApiOperation({ summary: 'Who will be told of what in the coming days, if nothing changes' })
  async forecast(@CurrentActor() actor: Actor, @Query() query: ForecastQueryString): Promise<ForecastPageView> {
    return ForecastPageView.of(await this.forecastEscalations.run(actor, query));
  }

  @Get('escalations/:id')
  @Can('escalations.read')
  @ApiOperation({ summary: 'Show an escalation' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<EscalationView> {
    return EscalationView.of(await this.showEscalations.one(actor, id));
  }

  @Post('escalations/:id/acknowledgement')
  @HttpCode(200)
  @Can('escalations.acknowledge')
  @ApiOperation({ summary: 'Take on oneself what was escalated, until when and with what' })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: AcknowledgeEscalationBody,
  ): Promise<EscalationView> {
    await this.acknowledgeEscalation.run(actor, id, version, body);
    return EscalationView.of(await this.showEscalations.one(actor, id));
  }

  @Get('items/:key/escalations')
  @Can('escalations.read')
  @ApiOperation({ summary: 'The escalations of an item, of its tasks and of its milestones, newest first' })
  async ofItem(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<EscalationView[]> {
    return (await this.showEscalations.ofItem(actor, key)).map((shown) => EscalationView.of(shown));
  }
}
