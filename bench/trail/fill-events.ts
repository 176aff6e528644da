import type pg from 'pg';

const BATCH = 50_000;

const FILL = `
  WITH audited AS (
    INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_id, actor_role,
                              source, request_id)
    SELECT $1, now(), 'item.edited', 'item', gen_random_uuid(), gen_random_uuid(), $2, 'lead', 'api', gen_random_uuid()
    FROM generate_series(1, $3::int) RETURNING id
  ), described AS (
    INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
    SELECT id, $1, CASE WHEN id % 4 = 0 THEN 'Agreed in the weekly meeting of the team' END,
           jsonb_build_object('title', jsonb_build_object('from', 'Completion fell ' || id, 'to', 'Completion fell again ' || id),
                              'impact', jsonb_build_object('from', id % 3, 'to', 3)),
           gen_random_uuid()
    FROM audited
  )
  INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM audited`;

/** Events as the journal writes them, of an edit of two fields each: far more than requests could write in the time. */
export async function fillEvents(sql: pg.Client, workspaceId: string, actorId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= BATCH) await sql.query(FILL, [workspaceId, actorId, Math.min(left, BATCH)]);
  await sql.query('VACUUM ANALYZE audit_events, audit_contents, audit_unsealed');
}
