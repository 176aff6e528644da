import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { seesItem, Workspaces } from '../../people/index.js';
import type { DeliveryState } from '../domain/delivery-plan.js';
import type { EmailChoice, NotificationClass } from '../domain/notification-classes.js';
import { NOTIFICATION } from '../domain/notification-words.js';

export interface DeliveryShown {
  readonly id: string;
  readonly notificationId: string;
  readonly userId: string;
  readonly kind: string;
  readonly channel: string;
  readonly class: NotificationClass;
  readonly choice: EmailChoice;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface DeliveryFilter {
  readonly state?: DeliveryState;
  readonly userId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

// Until a letter that has ended is written down with its deliveries, they show what it shows.
const ALL = `
  SELECT * FROM (
    SELECT d.id, d.workspace_id, d.notification_id AS "notificationId", d.user_id AS "userId", n.kind, d.channel, d.class,
      d.choice, CASE d.state WHEN 'waiting' THEN coalesce(m.state, d.state) ELSE d.state END AS state,
      coalesce(d.reason, CASE m.state WHEN 'dropped' THEN 'nothing_to_say' ELSE m.last_error END) AS reason,
      coalesce(m.attempts, d.attempts) AS attempts,
      CASE WHEN m.state = 'waiting' THEN m.due_at ELSE d.due_at END AS "dueAt", d.created_at AS "createdAt",
      coalesce(d.finished_at, m.finished_at) AS "finishedAt"
    FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
    LEFT JOIN mails m ON m.id = d.mail_id WHERE d.workspace_id = $1) AS told`;

const MINE = `
  SELECT 1 FROM notifications n
  JOIN memberships m ON m.workspace_id = n.workspace_id AND m.user_id = n.user_id AND m.deactivated_at IS NULL
  LEFT JOIN items i ON i.id = n.item_id
  WHERE n.id = $1 AND n.user_id = $2 AND (i.id IS NULL OR ${seesItem('i', { userId: '$2', role: 'm.role' })})`;

/** How notifications left the product. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
  ) {}

  /** @throws DomainError not_found, for what another person was told too */
  async ofNotification(userId: string, id: string): Promise<DeliveryShown[]> {
    const { reader } = this.transactions;
    const found = await this.workspaces.askInEach(await this.workspaces.ofPerson(userId), async (workspace) => {
      if ((await reader.query<unknown[]>(MINE, [id, userId])).length === 0) return [];
      return [
        await reader.query<DeliveryShown[]>(`${ALL} WHERE "notificationId" = $2 ORDER BY id`, [workspace.id, id]),
      ];
    });
    const [deliveries] = found;
    if (!deliveries) throw notFound(NOTIFICATION);
    return deliveries;
  }

  /** Newest first. */
  async list(workspaceId: string, { state, userId, limit, cursor }: DeliveryFilter): Promise<Page<DeliveryShown>> {
    const params: unknown[] = [workspaceId, limit + 1];
    const conditions = ['true'];
    if (state != null) conditions.push(`state = $${params.push(state)}`);
    if (userId != null) conditions.push(`"userId" = $${params.push(userId)}`);
    if (cursor != null) {
      const [at, id] = decodeCursor(cursor, 'instant', 'id');
      conditions.push(`("createdAt", id) < ($${params.push(at)}, $${params.push(id)})`);
    }
    const rows = await this.transactions.reader.query<DeliveryShown[]>(
      `${ALL} WHERE ${conditions.join(' AND ')} ORDER BY "createdAt" DESC, id DESC LIMIT $2`,
      params,
    );
    return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }
}
