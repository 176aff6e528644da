/** In which form a receiver wants its messages: signed JSON, or a sentence for a group robot. */
export const WEBHOOK_FORMATS = ['standard', 'feishu', 'dingtalk', 'wecom'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** `stopped`: by the product, because the receiver said it is gone or nothing has arrived for five days. */
export type WebhookState = 'active' | 'paused' | 'stopped';

/** `dead`: given up; it can be sent again by hand. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const WEBHOOK_NOUN = { en: 'webhook', 'zh-CN': 'Webhook' };
export const DELIVERY_NOUN = { en: 'delivery', 'zh-CN': '投递记录' };

/** The type of the message by which a receiver is tried out. */
export const TEST_EVENT = 'webhook.tested';
