import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ReceiveAlerts } from '../operations/receive-alerts.operation.js';
import { RecordFeedback } from '../operations/record-feedback.operation.js';
import { AlertsBody, AlertsReceivedView, FeedbackBody, FeedbackListBody, FeedbackRecordedView } from './hooks.body.js';

/** Where other systems send what they see; authenticated by API key, `X-Api-Key` or `Authorization: Bearer`. */
@ApiTags('trigger rules')
@Controller('api/v1/workspaces/:workspace')
export class HooksController {
  constructor(
    private readonly receiveAlerts: ReceiveAlerts,
    private readonly recordFeedback: RecordFeedback,
  ) {}

  @Post('hooks/alertmanager')
  @HttpCode(200)
  @Can('metrics.record')
  @ApiBody({ type: AlertsBody })
  @ApiOperation({ summary: 'Take the alerts of a Prometheus Alertmanager webhook' })
  async alertmanager(@CurrentActor() actor: Actor, @Body() body: object): Promise<AlertsReceivedView> {
    return told(await this.receiveAlerts.run(actor, 'alertmanager', body));
  }

  @Post('hooks/grafana')
  @HttpCode(200)
  @Can('metrics.record')
  @ApiBody({ type: AlertsBody })
  @ApiOperation({ summary: 'Take the alerts of a Grafana webhook contact point' })
  async grafana(@CurrentActor() actor: Actor, @Body() body: object): Promise<AlertsReceivedView> {
    return told(await this.receiveAlerts.run(actor, 'grafana', body));
  }

  @Post('hooks/feedback')
  @HttpCode(200)
  @Can('metrics.record')
  @ApiOperation({ summary: 'Take many reports of customers at once; what is known already counts once' })
  async feedbackHook(
    @CurrentActor() actor: Actor,
    @Body() { reports }: FeedbackListBody,
  ): Promise<FeedbackRecordedView> {
    return this.recordFeedback.run(actor, reports.map(dated));
  }

  @Post('feedback')
  @Can('metrics.record')
  @ApiOperation({ summary: 'Enter what a customer said about a module' })
  async feedback(@CurrentActor() actor: Actor, @Body() report: FeedbackBody): Promise<FeedbackRecordedView> {
    return this.recordFeedback.run(actor, [dated(report)]);
  }
}

function told(received: Awaited<ReturnType<ReceiveAlerts['run']>>): AlertsReceivedView {
  return { ...received, opened: [...received.opened] };
}

function dated({ reportedAt, ...report }: FeedbackBody) {
  return { ...report, reportedAt: reportedAt == null ? null : new Date(reportedAt) };
}
