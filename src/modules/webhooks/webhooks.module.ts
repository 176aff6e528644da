import { Module } from '@nestjs/common';

import { WebhooksController } from './http/webhooks.controller.js';
import { ChangeWebhooks } from './operations/change-webhooks.operation.js';
import { Deliver } from './operations/deliver.operation.js';
import { QueueDeliveries } from './operations/queue-deliveries.reaction.js';
import { ReportDeadDeliveries } from './operations/report-dead-deliveries.sweep.js';
import { SendAgain } from './operations/send-again.operation.js';
import { WebhookSender } from './operations/webhook-sender.js';
import { Webhooks } from './queries/webhooks.query.js';

/** Other systems and group robots are told what happens here. */
@Module({
  controllers: [WebhooksController],
  providers: [Webhooks, ChangeWebhooks, SendAgain, QueueDeliveries, Deliver, WebhookSender, ReportDeadDeliveries],
})
export class WebhooksModule {}
