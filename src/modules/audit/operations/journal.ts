import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { EVENT_PRIORITIES } from '../../../platform/jobs/index.js';
import type { HappenedToMany, JournalEntry } from '../domain/journal-entry.js';
import { Companions } from './companions.js';

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

const WRITE_ALL = `
  WITH audited AS (
    INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_id, actor_role,
                              source, request_id)
    SELECT $1::uuid, $2::timestamptz, $3::text, subject.type, subject.id, subject.item, $4::uuid, $5::text, $6::text, $7::text
    FROM unnest($8::text[], $9::text[], $10::uuid[]) AS subject (type, id, item) RETURNING id
  ), described AS (
    INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
    SELECT id, $1, NULL, '{}', gen_random_uuid() FROM audited
  ), queued AS (
    INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM audited
  )
  INSERT INTO outbox_events (workspace_id, type, payload, occurred_at, priority)
  SELECT $1, $3, payload, $2, $12::smallint FROM unnest($11::jsonb[]) AS payload`;

/** Writes what happened, in the transaction that makes it happen, together with what has to hold at once. */
@Injectable()
export class Journal {
  constructor(
    private readonly companions: Companions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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
    for (const companion of this.companions.of(type)) await companion.accompany(tx, actor, entry);
    return written?.id ?? 0;
  }

  /** The same thing that happened to many at once, without changes or reasons of their own: one round trip for all. */
  async recordAll(tx: Tx, actor: Actor, type: string, entries: readonly HappenedToMany[]): Promise<void> {
    if (entries.length === 0) return;
    const payloads = entries.map(({ subject, itemId, facts }) =>
      JSON.stringify({ subjectType: subject.type, subjectId: subject.id, itemId, actorId: actor.userId, ...facts }),
    );
    const who = [actor.userId, actor.role, actor.source, actor.requestId];
    const priority = actor.role === 'system' ? EVENT_PRIORITIES.product : EVENT_PRIORITIES.person;
    const subjects = [
      entries.map(({ subject }) => subject.type),
      entries.map(({ subject }) => subject.id),
      entries.map(({ itemId }) => itemId),
    ];
    await tx.query(WRITE_ALL, [actor.workspace.id, this.clock.now(), type, ...who, ...subjects, payloads, priority]);
  }
}
