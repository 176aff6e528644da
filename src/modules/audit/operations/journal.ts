import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { JournalEntry } from '../domain/journal-entry.js';

// Audit event and outbox event in one statement: one round trip, and neither can exist without the other.
const WRITE = `
  WITH audited AS (
    INSERT INTO audit_events
      (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_id, actor_role, source, request_id, reason, changes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  )
  INSERT INTO outbox_events (workspace_id, type, payload, occurred_at) VALUES ($1, $3, $13, $2)`;

/** Writes what happened, in the transaction that makes it happen. */
@Injectable()
export class Journal {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async record(tx: Tx, actor: Actor, entry: JournalEntry): Promise<void> {
    const { type, subject, itemId = null, changes = {}, reason = null, facts = {} } = entry;
    const payload = { subjectType: subject.type, subjectId: subject.id, itemId, actorId: actor.userId, ...facts };
    await tx.query(WRITE, [
      actor.workspace.id,
      this.clock.now(),
      type,
      subject.type,
      subject.id,
      itemId,
      actor.userId,
      actor.role,
      actor.source,
      actor.requestId,
      reason,
      JSON.stringify(changes),
      JSON.stringify(payload),
    ]);
  }
}
