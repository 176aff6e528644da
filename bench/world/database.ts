import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { migrateDatabase } from '../../src/migrate.js';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/index.js';
import { LOG_LINE_PREFIX } from '../recording/parse-log.js';

export interface BenchDatabase {
  /** The owner's, whom no wall binds. */
  readonly url: string;
  /** What the product works with. */
  readonly applicationUrl: string;
  readonly sql: pg.Client;
  /** PostgreSQL's own log. */
  readonly log: string;
  stop(): Promise<void>;
}

const NAME = 'bench';

/** A real PostgreSQL with the product's own settings, fully durable, and in it an empty, migrated database. */
export async function startDatabase(dataDir: string): Promise<BenchDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const postgres = await startEmbeddedPostgres({
    dataDir,
    postgresFlags: ['-c', `log_line_prefix=${LOG_LINE_PREFIX}`],
  });
  try {
    await recreate(postgres.url);
    const [url, applicationUrl] = [postgres.url, postgres.applicationUrl].map(inDatabase) as [string, string];
    await migrateDatabase(url, applicationUrl);
    const sql = new pg.Client({ connectionString: url, application_name: 'bench' });
    await sql.connect();
    const stop = async (): Promise<void> => {
      await sql.end();
      await postgres.stop();
    };
    return { url, applicationUrl, sql, log: join(dataDir, 'postgres.log'), stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

function inDatabase(url: string): string {
  const address = new URL(url);
  address.pathname = `/${NAME}`;
  return address.href;
}

async function recreate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${NAME}`);
  await client.end();
}
