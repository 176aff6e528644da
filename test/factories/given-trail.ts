import type { DataSource } from 'typeorm';

import { newId } from '../../src/platform/database/index.js';

/**
 * Events as the journal writes them, without the requests that would take their time: one row in each of its tables.
 *
 * @param actorId of a person; null for the product itself
 */
export async function writeEvents(
  sql: Pick<DataSource, 'query'>,
  workspaceId: string,
  count: number,
  actorId: string | null = null,
): Promise<void> {
  await sql.query(
    `WITH audited AS (
       INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, actor_id, actor_role, source, request_id)
       SELECT $1, timestamptz '2026-11-18 02:00:00.123456Z' + n * interval '1 second', 'item.edited', 'item', $3, $4,
              'lead', 'api', 'request ' || n
       FROM generate_series(1, $2::int) n RETURNING id
     ), described AS (
       INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
       SELECT id, $1, CASE WHEN id % 3 = 0 THEN 'because ' || id END,
              jsonb_build_object('title', jsonb_build_object('from', 'Old ' || id, 'to', '新 "title" ' || id),
                                 'impact', jsonb_build_object('from', null, 'to', id % 5 + 0.5)),
              gen_random_uuid()
       FROM audited
     )
     INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM audited`,
    [workspaceId, count, newId(), actorId],
  );
}
