import type { Page } from '../../../platform/database/index.js';
import { withoutAddresses } from '../domain/notification-words.js';
import type { DeliveryShown } from '../queries/deliveries.query.js';

/** One notification on its way to one person, and how it went. */
export class NotificationDeliveryView {
  id!: string;
  notificationId!: string;
  /** To whom; where he gets his letters, nobody is told. */
  userId!: string;
  /** What it tells of: `task.overdue`. */
  kind!: string;
  channel!: string;
  class!: string;
  /** What the person wanted when he was told: `immediately`, `digest` or `off`. */
  choice!: string;
  state!: 'waiting' | 'sent' | 'dropped' | 'failed';
  /** Why it was dropped, or what the mail server last said. */
  reason!: string | null;
  /** How often the letter was tried. */
  attempts!: number;
  /** When it is, or was, to be sent. */
  dueAt!: string;
  createdAt!: string;
  finishedAt!: string | null;

  static of(delivery: DeliveryShown): NotificationDeliveryView {
    const { id, notificationId, userId, kind, channel, class: of, choice, state, attempts } = delivery;
    return {
      id,
      notificationId,
      userId,
      kind,
      channel,
      class: of,
      choice,
      state,
      reason: delivery.reason === null ? null : withoutAddresses(delivery.reason),
      attempts,
      dueAt: delivery.dueAt.toISOString(),
      createdAt: delivery.createdAt.toISOString(),
      finishedAt: delivery.finishedAt?.toISOString() ?? null,
    };
  }
}

export class NotificationDeliveryPageView {
  rows!: NotificationDeliveryView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<DeliveryShown>): NotificationDeliveryPageView {
    return { rows: rows.map((row) => NotificationDeliveryView.of(row)), nextCursor };
  }
}
