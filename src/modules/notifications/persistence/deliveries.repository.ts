import { Injectable } from '@nestjs/common';

import { newId, type Tx } from '../../../platform/database/index.js';
import type { DropReason } from '../domain/delivery-plan.js';
import type { EmailChoice, NotificationClass } from '../domain/notification-classes.js';

export interface NewDelivery {
  readonly notificationId: string;
  readonly userId: string;
  readonly class: NotificationClass;
  readonly choice: EmailChoice;
  readonly dueAt: Date;
}

export interface DueDelivery {
  readonly id: string;
  readonly class: NotificationClass;
  readonly choice: EmailChoice;
  readonly dueAt: Date;
}

const INSERT = `
  INSERT INTO notification_deliveries
    (id, workspace_id, notification_id, user_id, channel, class, choice, state, reason, due_at, created_at, finished_at)
  SELECT id, $1, notification_id, user_id, 'email', class, choice,
    CASE choice WHEN 'off' THEN 'dropped' ELSE 'waiting' END, CASE choice WHEN 'off' THEN 'switched_off' END,
    due_at, $2, CASE choice WHEN 'off' THEN $2::timestamptz END
  FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
    AS planned (id, notification_id, user_id, class, choice, due_at)
  ON CONFLICT ON CONSTRAINT notification_deliveries_once DO NOTHING`;

const WAITING = `workspace_id = $1 AND state = 'waiting' AND mail_id IS NULL`;
// The next reader waits here for the first, and then finds nothing left.
const LOCK_DUE = `
  SELECT id, class, choice, due_at AS "dueAt" FROM notification_deliveries
  WHERE ${WAITING} AND user_id = $2 AND due_at <= $3 ORDER BY id FOR UPDATE`;
const SETTLE = `
  UPDATE notification_deliveries d SET state = m.state, attempts = m.attempts, finished_at = m.finished_at,
    reason = coalesce(d.reason, CASE m.state WHEN 'dropped' THEN 'nothing_to_say' ELSE m.last_error END)
  FROM mails m
  WHERE d.workspace_id = $1 AND d.state = 'waiting' AND d.mail_id IS NOT NULL AND m.id = d.mail_id AND m.state <> 'waiting'`;

/** How notifications leave the product, in one workspace. */
@Injectable()
export class DeliveriesRepository {
  async plan(tx: Tx, workspaceId: string, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
    await tx.query(INSERT, [
      workspaceId,
      now,
      deliveries.map(() => newId()),
      deliveries.map(({ notificationId }) => notificationId),
      deliveries.map(({ userId }) => userId),
      deliveries.map((delivery) => delivery.class),
      deliveries.map(({ choice }) => choice),
      deliveries.map(({ dueAt }) => dueAt),
    ]);
  }

  /** People to whom something is due, by id, at most `limit` of them behind the given one. */
  async peopleDue(tx: Tx, workspaceId: string, now: Date, behind: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ userId: string }[]>(
      `SELECT DISTINCT user_id AS "userId" FROM notification_deliveries
       WHERE ${WAITING} AND due_at <= $2 AND ($3::uuid IS NULL OR user_id > $3) ORDER BY 1 LIMIT $4`,
      [workspaceId, now, behind, limit],
    );
    return rows.map(({ userId }) => userId);
  }

  /** What is due to a person by then and stands in no letter yet, locked. */
  async lockDue(tx: Tx, workspaceId: string, userId: string, by: Date): Promise<DueDelivery[]> {
    return tx.query<DueDelivery[]>(LOCK_DUE, [workspaceId, userId, by]);
  }

  async putInto(tx: Tx, mailId: string, ids: readonly string[]): Promise<void> {
    await tx.query('UPDATE notification_deliveries SET mail_id = $1 WHERE id = ANY($2)', [mailId, ids]);
  }

  async postpone(tx: Tx, ids: readonly string[], dueAt: Date): Promise<void> {
    await tx.query('UPDATE notification_deliveries SET due_at = $1 WHERE id = ANY($2)', [dueAt, ids]);
  }

  async drop(tx: Tx, ids: readonly string[], reason: DropReason, now: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `UPDATE notification_deliveries SET state = 'dropped', reason = $1, finished_at = $2 WHERE id = ANY($3)`,
      [reason, now, ids],
    );
  }

  /** Writes down how the letters went. @returns how many deliveries that concerned */
  async settle(tx: Tx, workspaceId: string): Promise<number> {
    const [, settled] = await tx.query<[unknown, number]>(SETTLE, [workspaceId]);
    return settled;
  }
}
