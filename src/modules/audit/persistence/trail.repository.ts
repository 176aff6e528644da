import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import { ERASURE } from '../domain/erasures.js';
import type { MarkedHead } from '../domain/head-mark.js';
import type { SealRecord } from '../domain/seal.js';
import type { TrailEvent } from '../domain/trail-event.js';

const LEAF_BYTES = 32;

/** Microseconds, as the database keeps them: a Date has milliseconds, and would not notice a smaller change. */
const INSTANT = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const SELECT_EVENTS = `
  SELECT e.id, e.workspace_id, ${INSTANT('e.occurred_at')} AS occurred_at, e.action, e.subject_type, e.subject_id,
         e.item_id, e.actor_id, e.on_behalf_of, e.actor_role, e.source, e.request_id,
         c.reason, c.changes, c.salt, c.salts, c.erased
  FROM audit_events e LEFT JOIN audit_contents c ON c.event_id = e.id AND c.workspace_id = e.workspace_id
  WHERE e.workspace_id = $1`;
const EVENTS = `${SELECT_EVENTS} AND e.id = ANY($2::bigint[]) ORDER BY e.id`;
const ERASURES = `${SELECT_EVENTS} AND (c.erased IS NOT NULL OR e.action = $2) ORDER BY e.id`;
const LAST_ERASURE = 'SELECT max(id) AS id FROM audit_events WHERE workspace_id = $1 AND action = $2';

// The sum runs over numbers alone, so that no list of a seal is read which is not wanted.
const SEALS = `
  SELECT workspace_id, number, previous, first_event, last_event, count, root, ${INSTANT('sealed_at')} AS sealed_at, hash,
         event_ids::text AS event_ids, leaves
  FROM audit_seals WHERE workspace_id = $1 AND number = ANY(ARRAY(
    SELECT number FROM (
      SELECT number, sum(count) OVER (ORDER BY number) - count AS before FROM (
        SELECT number, count FROM audit_seals WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT $3) next
    ) counted WHERE before < $3))
  ORDER BY number`;

interface EventRow {
  readonly [column: string]: unknown;
}

/** Reads and writes what seals are made of. */
@Injectable()
export class TrailRepository {
  /** Those of the events that exist, by ascending id. */
  async events(tx: Tx, workspaceId: string, ids: readonly number[]): Promise<TrailEvent[]> {
    return (await tx.query<EventRow[]>(EVENTS, [workspaceId, ids])).map(eventOf);
  }

  /** The events that lost texts and those that record such a loss, all as they are at one time. */
  async erasures(tx: Tx, workspaceId: string): Promise<TrailEvent[]> {
    return (await tx.query<EventRow[]>(ERASURES, [workspaceId, ERASURE])).map(eventOf);
  }

  async lastErasure(tx: Tx, workspaceId: string): Promise<number | null> {
    const [last] = await tx.query<{ id: number | null }[]>(LAST_ERASURE, [workspaceId, ERASURE]);
    return last?.id ?? null;
  }

  /** The next seals after a number: at least one if there is any, and no more once `enough` events are in them. */
  async sealsAfter(tx: Tx, workspaceId: string, number: number, enough: number): Promise<SealRecord[]> {
    return (await tx.query<EventRow[]>(SEALS, [workspaceId, number, enough])).map(sealOfRow);
  }

  async head(tx: Tx, workspaceId: string): Promise<MarkedHead | null> {
    const [head] = await tx.query<MarkedHead[]>(
      'SELECT number, hash, key_id AS "keyId", mark FROM audit_heads WHERE workspace_id = $1',
      [workspaceId],
    );
    return head ?? null;
  }

  async append(tx: Tx, seal: SealRecord, head: MarkedHead): Promise<void> {
    await tx.query(
      `INSERT INTO audit_seals (workspace_id, number, previous, first_event, last_event, count, root, sealed_at, hash,
                                event_ids, leaves) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        seal.workspaceId,
        seal.number,
        seal.previous,
        seal.firstEvent,
        seal.lastEvent,
        seal.count,
        seal.root,
        seal.sealedAt,
        seal.hash,
        seal.eventIds,
        Buffer.concat(seal.leaves),
      ],
    );
    await tx.query(
      `INSERT INTO audit_heads (workspace_id, number, hash, key_id, mark) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id) DO UPDATE SET number = $2, hash = $3, key_id = $4, mark = $5`,
      [seal.workspaceId, head.number, head.hash, head.keyId, head.mark],
    );
  }
}

function eventOf(row: EventRow): TrailEvent {
  return {
    id: row['id'] as number,
    workspaceId: row['workspace_id'] as string,
    occurredAt: row['occurred_at'] as string,
    action: row['action'] as string,
    subjectType: row['subject_type'] as string,
    subjectId: row['subject_id'] as string,
    itemId: row['item_id'] as string | null,
    actorId: row['actor_id'] as string | null,
    onBehalfOf: row['on_behalf_of'] as string | null,
    actorRole: row['actor_role'] as string,
    source: row['source'] as string,
    requestId: row['request_id'] as string,
    content: {
      reason: row['reason'] as string | null,
      // Null where somebody removed the content: it then has no field, and does not fit its leaf.
      changes: (row['changes'] ?? {}) as TrailEvent['content']['changes'],
      salt: row['salt'] as string | null,
      salts: row['salts'] as TrailEvent['content']['salts'],
      erased: row['erased'] as TrailEvent['content']['erased'],
    },
  };
}

function sealOfRow(row: EventRow): SealRecord {
  const leaves = row['leaves'] as Buffer;
  return {
    workspaceId: row['workspace_id'] as string,
    number: row['number'] as number,
    previous: row['previous'] as string,
    firstEvent: row['first_event'] as number,
    lastEvent: row['last_event'] as number,
    count: row['count'] as number,
    root: row['root'] as string,
    sealedAt: row['sealed_at'] as string,
    hash: row['hash'] as string,
    eventIds: JSON.parse((row['event_ids'] as string).replace('{', '[').replace('}', ']')) as number[],
    leaves: Array.from({ length: Math.ceil(leaves.length / LEAF_BYTES) }, (_, index) =>
      leaves.subarray(index * LEAF_BYTES, (index + 1) * LEAF_BYTES),
    ),
  };
}
