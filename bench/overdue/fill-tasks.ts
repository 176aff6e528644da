import type pg from 'pg';
import { v7 } from 'uuid';

import type { WorkspaceRef } from '../../src/kernel/actor/index.js';

export interface TaskWorld {
  readonly workspaceId: string;
  readonly itemId: string;
  readonly userId: string;
}

const BATCH = 500_000;

const ADD = `
  INSERT INTO tasks (id, workspace_id, item_id, item_key, cycle, title, assignee_id, due_on, original_due_on, created_at)
  SELECT uuidv7(), $1, $2, 'CI-202611-00001', 1, 'Ask the shops ' || n, $3, due, due, now()
  FROM generate_series(1, $4::int) n, LATERAL (SELECT current_date + $5::int + (n % $6::int) AS due) d`;

/** A workspace with one item, and somebody who owes all its tasks. */
export async function addWorld(sql: pg.Client, { id, slug, timeZone }: WorkspaceRef): Promise<TaskWorld> {
  const [itemId, userId] = [v7(), v7()];
  await sql.query('INSERT INTO workspaces (id, slug, name, time_zone, created_at) VALUES ($1, $2, $2, $3, now())', [
    id,
    slug,
    timeZone,
  ]);
  await sql.query(`INSERT INTO users (id, name, email, email_verified) VALUES ($1, 'Ana', 'ana@example.test', true)`, [
    userId,
  ]);
  await sql.query(`INSERT INTO memberships (workspace_id, user_id, role, created_at) VALUES ($1, $2, 'lead', now())`, [
    id,
    userId,
  ]);
  await sql.query(
    `INSERT INTO items (id, workspace_id, key, title, problem, type, stage, owner_id, created_at, changed_at)
     VALUES ($1, $2, 'CI-202611-00001', 'Completion fell', '', 'metric_anomaly', 'pilot', $3, now(), now())`,
    [itemId, id, userId],
  );
  return { workspaceId: id, itemId, userId };
}

// Those that stand for a constraint stay: one finds in them whether it holds.
const INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
  WHERE indrelid = 'tasks'::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`;

/**
 * Tasks that are due some time from two months on, past every check of a foreign key. Indexes are built once all rows are
 * there, which takes a fraction of the time that keeping them row by row would.
 */
export async function addTasks(sql: pg.Client, world: TaskWorld, count: number): Promise<void> {
  const { rows: indexes } = await sql.query<{ name: string; definition: string }>(INDEXES);
  await sql.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
  for (const { name } of indexes) await sql.query(`DROP INDEX ${name}`);
  for (let left = count; left > 0; left -= BATCH) await add(sql, world, Math.min(left, BATCH), 60, 600);
  for (const { definition } of indexes) await sql.query(definition);
  await sql.query('RESET session_replication_role; RESET maintenance_work_mem');
  await sql.query('VACUUM ANALYZE tasks');
}

/** Tasks that fall due within the next days, before all those of `addTasks`. */
export async function addSoon(sql: pg.Client, world: TaskWorld, count: number): Promise<void> {
  await add(sql, world, count, 2, 5);
}

/** A day on which those of `addSoon` are late and no others. */
export const WHEN_LATE_DAYS = 30;

async function add(sql: pg.Client, world: TaskWorld, count: number, firstDay: number, days: number): Promise<void> {
  await sql.query(ADD, [world.workspaceId, world.itemId, world.userId, count, firstDay, days]);
}
