export { WebhookSender } from './operations/webhook-sender.js';
export { WEBHOOK_ENTITIES } from './persistence/index.js';
export * from './webhooks.module.js';
