import { Injectable } from '@nestjs/common';

import type { MessageParams } from '../../../kernel/text/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import type { OutboxEvent } from '../../../platform/outbox/index.js';
import { seesItem } from '../../people/index.js';
import type { NotificationKind } from '../domain/notification-texts.js';
import { LIVE_CHANNEL } from '../domain/notification-words.js';
import { PlanDeliveries, type Told } from './plan-deliveries.js';

const INSERT = `
  INSERT INTO notifications
    (id, workspace_id, event_id, user_id, kind, item_id, subject_type, subject_id, params, created_at, transaction_id)
  SELECT told.id, $1, $2, told.user_id, $3, $4, $5, $6, $7, $8, pg_current_xact_id()::text::bigint
  FROM unnest($9::uuid[], $10::uuid[]) AS told (id, user_id)
  JOIN memberships m ON m.workspace_id = $1 AND m.user_id = told.user_id AND m.deactivated_at IS NULL
  LEFT JOIN items i ON i.id = $4
  WHERE i.id IS NULL OR ${seesItem('i', { userId: 'told.user_id', role: 'm.role' })}
  ON CONFLICT ON CONSTRAINT notifications_event_user DO NOTHING RETURNING id, user_id AS "userId"`;

/** A NOTIFY carries less than 8,000 bytes, an id takes 37. */
const AT_ONCE = 200;

/** Tells people of an event: each once, and only who still belongs to the workspace and sees the item. */
@Injectable()
export class Tell {
  constructor(private readonly planDeliveries: PlanDeliveries) {}

  async people(
    tx: Tx,
    event: OutboxEvent,
    kind: NotificationKind,
    whom: readonly (string | null | undefined)[],
    params: MessageParams,
  ): Promise<void> {
    const userIds = [...new Set(whom.filter((userId) => userId != null))];
    if (userIds.length === 0) return;
    const { itemId, subjectType, subjectId } = event.payload;
    const about = [kind, itemId, subjectType, subjectId, JSON.stringify(params), event.occurredAt];
    const ids = userIds.map(() => newId());
    const told = await tx.query<Told[]>(INSERT, [event.workspaceId, event.id, ...about, ids, userIds]);
    await tellLive(
      tx,
      told.map(({ userId }) => userId),
    );
    await this.planDeliveries.run(tx, event.workspaceId, kind, told);
  }
}

/** Wakes the streams of those people, in whatever process, once the transaction commits. */
async function tellLive(tx: Tx, userIds: readonly string[]): Promise<void> {
  for (let from = 0; from < userIds.length; from += AT_ONCE) {
    const some = userIds.slice(from, from + AT_ONCE).join(',');
    await tx.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, some]);
  }
}
