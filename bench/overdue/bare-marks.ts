import { performance } from 'node:perf_hooks';

import type pg from 'pg';

import { type TaskWorld, WHEN_LATE_DAYS } from './fill-tasks.js';

/** As many as the product marks in one transaction. */
const BATCH = 200;

const MARK = `
  UPDATE tasks SET overdue_since = current_date, version = version + 1 FROM unnest($1::uuid[]) AS due (id)
  WHERE tasks.id = due.id`;

// The four rows that the product writes for each that it marks: what happened, what was said of it, its place in the
// queue for a seal, and what the reactions are told.
const EVENTS = `
  INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_role, source, request_id)
  SELECT $2, now(), 'task.overdue', 'task', id::text, $3, 'system', 'job', 'task-overdue' FROM unnest($1::uuid[]) AS due (id) RETURNING id`;
const CONTENTS = `
  INSERT INTO audit_contents (event_id, workspace_id, changes, salt)
  SELECT id, $2, '{}', gen_random_uuid() FROM unnest($1::bigint[]) AS told (id)`;
const QUEUE =
  'INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $2, id FROM unnest($1::bigint[]) AS told (id)';
const OUTBOX = `
  INSERT INTO outbox_events (workspace_id, type, payload, occurred_at, priority)
  SELECT $2, 'task.overdue', jsonb_build_object('subjectType', 'task', 'subjectId', id, 'itemId', $3::uuid, 'actorId', NULL,
    'itemKey', 'CI-202611-00001', 'title', 'Ask the shops 1', 'assigneeId', $4::uuid, 'dueOn', current_date, 'ownerId', $4::uuid),
    now(), 5
  FROM unnest($1::uuid[]) AS due (id)`;

/** Marks all that is late by then, in batches of a transaction each, and does nothing else. @returns how long it took, in ms */
export function bareUpdates(sql: pg.Client, world: TaskWorld, count: number): Promise<number> {
  return timed(sql, world, count, async (ids) => {
    await sql.query(MARK, [ids]);
  });
}

/** The same, and beside each mark the rows that the product may not leave out. @returns how long it took, in ms */
export function bareWrites(sql: pg.Client, world: TaskWorld, count: number): Promise<number> {
  const { workspaceId, itemId, userId } = world;
  return timed(sql, world, count, async (ids) => {
    await sql.query('BEGIN');
    await sql.query(MARK, [ids]);
    const { rows } = await sql.query<{ id: string }>(EVENTS, [ids, workspaceId, itemId]);
    const events = rows.map(({ id }) => id);
    await sql.query(CONTENTS, [events, workspaceId]);
    await sql.query(QUEUE, [events, workspaceId]);
    await sql.query(OUTBOX, [ids, workspaceId, itemId, userId]);
    await sql.query('COMMIT');
  });
}

async function timed(
  sql: pg.Client,
  { workspaceId }: TaskWorld,
  count: number,
  write: (ids: readonly string[]) => Promise<void>,
): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM tasks WHERE workspace_id = $1 AND due_on < current_date + $3::int AND overdue_since IS NULL LIMIT $2`,
    [workspaceId, count, WHEN_LATE_DAYS],
  );
  if (rows.length !== count) throw new Error(`${rows.length} tasks are late instead of ${count}`);
  const began = performance.now();
  for (let first = 0; first < rows.length; first += BATCH) {
    await write(rows.slice(first, first + BATCH).map(({ id }) => id));
  }
  return performance.now() - began;
}
