import { WebhookAttempt } from './webhook-attempt.entity.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { Webhook } from './webhook.entity.js';

export const WEBHOOK_ENTITIES = [Webhook, WebhookDelivery, WebhookAttempt];
