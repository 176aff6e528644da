import { createHash, randomBytes } from 'node:crypto';

import type pg from 'pg';
import { v7 } from 'uuid';

import { fillItems } from './fill-items.js';
import type { World, WorldSize, WorldWorkspace } from './world.js';

const MEMBERS = 50;

/** Fills an empty, migrated database: two workspaces, one caller, members and items. */
export async function fillWorld(sql: pg.Client, size: WorldSize): Promise<World> {
  const { caller, key } = await addCaller(sql);
  const owners = await addMembers(sql);
  const large = await addWorkspace(sql, 'large', size.large, [caller, ...owners]);
  const small = await addWorkspace(sql, 'small', size.small, [caller, ...owners]);
  for (const workspace of [large, small]) await fillItems(sql, workspace, owners);
  // What autovacuum would do within a minute of such a load, and would otherwise do while we measure.
  await sql.query('VACUUM ANALYZE');
  return { large, small, headers: { 'x-api-key': key }, owner: owners[0] ?? caller };
}

async function addCaller(sql: pg.Client): Promise<{ caller: string; key: string }> {
  const caller = v7();
  const key = `shw_${randomBytes(24).toString('base64url')}`;
  await sql.query(
    `INSERT INTO users (id, name, email, email_verified) VALUES ($1, 'Caller', 'caller@example.test', true)`,
    [caller],
  );
  await sql.query(
    `INSERT INTO api_keys (config_id, name, reference_id, key, enabled, created_at, updated_at)
     VALUES ('default', 'bench', $1, $2, true, now(), now())`,
    [caller, createHash('sha256').update(key).digest('base64url')],
  );
  return { caller, key };
}

async function addMembers(sql: pg.Client): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO users (id, name, email, email_verified)
     SELECT uuidv7(), 'Member ' || n, 'member-' || n || '@example.test', true FROM generate_series(1, $1::int) n
     RETURNING id`,
    [MEMBERS],
  );
  return rows.map(({ id }) => id);
}

async function addWorkspace(sql: pg.Client, slug: string, items: number, members: string[]): Promise<WorldWorkspace> {
  const id = v7();
  await sql.query(
    `INSERT INTO workspaces (id, slug, name, time_zone, created_at) VALUES ($1, $2, $2, 'Asia/Shanghai', now())`,
    [id, slug],
  );
  await sql.query(
    `INSERT INTO memberships (workspace_id, user_id, role, created_at)
     SELECT $1, member, 'lead', now() FROM unnest($2::uuid[]) member`,
    [id, members],
  );
  return { id, path: `/api/v1/workspaces/${slug}`, items };
}
