import { runMigrations } from 'bullmq';
import type pg from 'pg';
import type { DataSource } from 'typeorm';

import { poolOf } from './data-source.js';

const OLDEST_SERVER = 15;

// Any number that no other program on the same database uses.
const MIGRATION_LOCK = 7_345_001;

/**
 * Brings the database up to this version: our tables, then the job queue's own schema. Several processes may start at
 * once: one migrates, the others wait for it and find nothing left to do.
 *
 * @param afterwards what has to hold for every table, new or old; runs before the next process gets its turn
 * @returns the names of the migrations that ran
 */
export async function migrate(
  dataSource: DataSource,
  afterwards: (client: pg.ClientBase) => Promise<void>,
): Promise<string[]> {
  const client = await poolOf(dataSource).connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations();
    await runMigrations(client);
    await afterwards(client);
    // BullMQ leaves its search_path on the session only inside its transaction; the lock is ours to give back.
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return done.map((migration) => migration.name);
  } finally {
    client.release();
  }
}

/**
 * Refuses a server that is too old to run the product.
 *
 * @throws Error naming both versions
 */
export async function requireServerVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ server_version: string }[]>('SHOW server_version');
  refuseOldServer(row?.server_version ?? 'of an unknown version');
}

/** @param version as the server tells it: `14.19 (Debian 14.19-1)` */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return;
  throw new Error(`it runs PostgreSQL ${version}, and Shewhart needs ${OLDEST_SERVER} or later`);
}

/** Whether this login may make tables: the application's own may not. */
export async function mayMigrate(dataSource: DataSource): Promise<boolean> {
  const [row] = await dataSource.query<{ may: boolean }[]>(
    `SELECT has_schema_privilege(current_user, 'public', 'CREATE') AS may`,
  );
  return row?.may === true;
}
