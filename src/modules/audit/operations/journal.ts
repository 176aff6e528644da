import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { EVENT_PRIORITIES } from '../../../platform/jobs/index.js';
import type { JournalEntry } from '../domain/journal-entry.js';

// The audit event, its content, its place in the queue for a seal and the outbox event in one statement: one round trip,
// and none can exist without the others.
const WRITE = `
  WITH audited AS (
    INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_id, on_behalf_of,
                              actor_role, source, request_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
  ), described AS (
    INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
    SELECT id, $1, $12, $13, gen_random_uuid() FROM audited
  ), queued AS (
    INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM audited
  ), handed AS (
    INSERT INTO outbox_events (workspace_id, type, payload, occurred_at, priority) VALUES ($1, $3, $14, $2, $15)
  )
  SELECT id FROM audited`;

/** Writes what happened, in the transaction that makes it happen. */
@Injectable()
export class Journal {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @returns the id of the audit event */
  async record(tx: Tx, actor: Actor, entry: JournalEntry): Promise<number> {
    const { type, subject, itemId = null, changes = {}, reason = null, facts = {} } = entry;
    const payload = { subjectType: subject.type, subjectId: subject.id, itemId, actorId: actor.userId, ...facts };
    const [written] = await tx.query<{ id: number }[]>(WRITE, [
      actor.workspace.id,
      this.clock.now(),
      type,
      subject.type,
      subject.id,
      itemId,
      actor.userId,
      actor.onBehalfOf ?? null,
      actor.role,
      actor.source,
      actor.requestId,
      reason,
      JSON.stringify(changes),
      JSON.stringify(payload),
      actor.role === 'system' ? EVENT_PRIORITIES.product : EVENT_PRIORITIES.person,
    ]);
    return written?.id ?? 0;
  }
}
