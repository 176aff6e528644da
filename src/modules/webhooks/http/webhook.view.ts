import type { Page } from '../../../platform/database/index.js';
import type { WebhookMade } from '../operations/change-webhooks.operation.js';
import type { WebhookAttempt } from '../persistence/webhook-attempt.entity.js';
import type { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import type { Webhook } from '../persistence/webhook.entity.js';
import type { DeliveryShown } from '../queries/webhooks.query.js';

export class WebhookView {
  id!: string;
  name!: string;
  url!: string;
  format!: string;
  events!: string[];
  locale!: string;
  /** `stopped`: the receiver is gone, or nothing has arrived for five days. */
  state!: 'active' | 'paused' | 'stopped';
  stoppedBecause!: string | null;
  failingSince!: string | null;
  createdAt!: string;
  version!: number;

  static of({ id, name, url, format, events, locale, state, stoppedBecause, ...webhook }: Webhook): WebhookView {
    const { failingSince, createdAt, version } = webhook;
    const shown = { id, name, url, format, events, locale, state, stoppedBecause, version };
    return { ...shown, failingSince: failingSince?.toISOString() ?? null, createdAt: createdAt.toISOString() };
  }
}

export class WebhookMadeView extends WebhookView {
  /** What messages are signed with (`whsec_…`); shown once. Null for robots, whose secret you gave. */
  secret!: string | null;

  static made({ webhook, secret }: WebhookMade): WebhookMadeView {
    return { ...WebhookView.of(webhook), secret };
  }
}

export class DeliveryView {
  /** That of the message, too: `webhook-id`. */
  id!: string;
  webhookId!: string;
  type!: string;
  /** `dead`: given up; it can be sent again. */
  state!: 'waiting' | 'delivered' | 'dead';
  attempts!: number;
  /** Null once it is finished. */
  nextAttemptAt!: string | null;
  lastStatus!: number | null;
  lastError!: string | null;
  createdAt!: string;
  finishedAt!: string | null;
  version!: number;

  static of(delivery: WebhookDelivery): DeliveryView {
    const { id, webhookId, type, state, attempts, lastStatus, lastError, version } = delivery;
    return {
      ...{ id, webhookId, type, state, attempts, lastStatus, lastError, version },
      nextAttemptAt: state === 'waiting' ? delivery.nextAttemptAt.toISOString() : null,
      createdAt: delivery.createdAt.toISOString(),
      finishedAt: delivery.finishedAt?.toISOString() ?? null,
    };
  }
}

export class DeliveryPageView {
  items!: DeliveryView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<WebhookDelivery>): DeliveryPageView {
    return { items: rows.map((delivery) => DeliveryView.of(delivery)), nextCursor };
  }
}

export class AttemptView {
  at!: string;
  status!: number | null;
  error!: string | null;
  /** The beginning of what was answered. */
  answer!: string | null;
  tookMs!: number;

  static of({ at, status, error, answer, tookMs }: WebhookAttempt): AttemptView {
    return { at: at.toISOString(), status, error, answer, tookMs };
  }
}

export class DeliveryDetailView extends DeliveryView {
  /** What was sent, in the standard format. */
  payload!: object;
  log!: AttemptView[];

  static detailed({ delivery, attempts }: DeliveryShown): DeliveryDetailView {
    const log = attempts.map((attempt) => AttemptView.of(attempt));
    return { ...DeliveryView.of(delivery), payload: delivery.payload, log };
  }
}

export class ReplayedView {
  /** How many are on their way again. */
  count!: number;
}
