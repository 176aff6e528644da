// Jest's global set-up: one real PostgreSQL for all specs, and in it one migrated database that each spec file copies.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = (path) => import(new URL(`../../dist/src/${path}`, import.meta.url).href);

export default async function startPostgres() {
  const { startEmbeddedPostgres } = await dist('platform/database/embedded/index.js');
  const { migrateDatabase } = await dist('migrate.js');
  const dataDir = join(root, '.test-data', 'specs');
  mkdirSync(dataDir, { recursive: true });
  // The specs' database outlives no crash, so it need not wait for the disk.
  const postgres = await startEmbeddedPostgres({
    dataDir,
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=300',
    ],
  });
  globalThis.shewhartSpecsPostgres = postgres;
  const template = new URL(postgres.url);
  template.pathname = '/shewhart_template';
  await recreate(postgres.url, 'shewhart_template');
  await migrateDatabase(template.href, postgres.applicationUrl);
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_POSTGRES_APPLICATION_URL = postgres.applicationUrl;
}

async function recreate(url, name) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'spec\\_%' OR datname = $1`, [
    name,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
}
