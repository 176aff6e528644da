import { createHash, randomBytes } from 'node:crypto';

import type pg from 'pg';
import { v7 } from 'uuid';

export interface Reader {
  readonly userId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** So many members of the workspace, each with an API key. */
export async function addReaders(sql: pg.Client, workspaceId: string, count: number): Promise<Reader[]> {
  const readers = Array.from({ length: count }, () => ({
    userId: v7(),
    key: `shw_${randomBytes(24).toString('base64url')}`,
  }));
  const ids = readers.map(({ userId }) => userId);
  const hashes = readers.map(({ key }) => createHash('sha256').update(key).digest('base64url'));
  await sql.query(
    `INSERT INTO users (id, name, email, email_verified)
     SELECT id, 'Reader', id || '@example.test', true FROM unnest($1::uuid[]) id`,
    [ids],
  );
  await sql.query(
    `INSERT INTO memberships (workspace_id, user_id, role, created_at) SELECT $1, id, 'member', now() FROM unnest($2::uuid[]) id`,
    [workspaceId, ids],
  );
  await sql.query(
    `INSERT INTO api_keys (config_id, name, reference_id, key, enabled, created_at, updated_at)
     SELECT 'default', 'bench', id, key, true, now(), now() FROM unnest($1::uuid[], $2::text[]) AS made (id, key)`,
    [ids, hashes],
  );
  return readers.map(({ userId, key }) => ({ userId, headers: { 'x-api-key': key } }));
}

/** What `Tell` (src/modules/notifications) writes when it tells everybody of one event. */
export async function tellReaders(
  sql: pg.Client,
  workspaceId: string,
  readers: readonly Reader[],
  eventId: number,
): Promise<void> {
  const params = { itemKey: 'CI-202611-001', title: 'Ask ten users why they left', dueOn: '2026-12-01' };
  const [ids, people] = [readers.map(() => v7()), readers.map(({ userId }) => userId)];
  await sql.query('BEGIN');
  await sql.query(
    `INSERT INTO notifications
       (id, workspace_id, event_id, user_id, kind, subject_type, subject_id, params, created_at, transaction_id)
     SELECT id, $1, $2, person, 'task.assigned', 'task', id, $3, now(), pg_current_xact_id()::text::bigint
     FROM unnest($4::uuid[], $5::uuid[]) AS told (id, person)`,
    [workspaceId, eventId, JSON.stringify(params), ids, people],
  );
  for (let from = 0; from < people.length; from += 200) {
    await sql.query(`SELECT pg_notify('notifications', $1)`, [people.slice(from, from + 200).join(',')]);
  }
  await sql.query('COMMIT');
}
