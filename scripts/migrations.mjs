// Holds the migrations against what the code expects of the database.
//
//   node scripts/migrations.mjs check     every difference as a line; exit code 1 when there is one
//   node scripts/migrations.mjs generate  the SQL that a new migration would need
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ensureBuilt, ensureInstalled, ensureNode, fail, root } from './setup.mjs';

const command = process.argv[2];
if (command !== 'check' && command !== 'generate') fail('node scripts/migrations.mjs check|generate');

ensureNode();
await ensureInstalled();
await ensureBuilt();
const built = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);
const { startEmbeddedPostgres } = await built('platform/database/embedded/index.js');
const { createDataSource, poolOf } = await built('platform/database/index.js');
const { createIdentity } = await built('modules/people/identity/identity.js');
const { ENTITIES } = await built('schema.js');
const { MIGRATIONS } = await built('migrations.js');

const dataDir = join(root, '.test-data', 'drift');
mkdirSync(dataDir, { recursive: true });
const postgres = await startEmbeddedPostgres({ dataDir, postgresFlags: ['-c', 'fsync=off'] });
try {
  const dataSource = await openEmptyDatabase(postgres.url);
  try {
    const findings = await compare(dataSource);
    if (command === 'check') report(findings);
    else console.log([...findings.tables, ...findings.identity].join('\n') || '-- nothing to do');
  } finally {
    await dataSource.destroy();
  }
} catch (error) {
  // A migration that does not run at all; its SQL would bury the reason.
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await postgres.stop();
}

async function openEmptyDatabase(ownerUrl) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS drift WITH (FORCE)');
  await client.query('CREATE DATABASE drift');
  await client.end();
  const url = new URL(ownerUrl);
  url.pathname = '/drift';
  return createDataSource({ url: url.href, entities: ENTITIES, migrations: MIGRATIONS, poolSize: 2 }).initialize();
}

/** @returns {Promise<{ leftovers: string[], tables: string[], identity: string[] }>} */
async function compare(dataSource) {
  const migrations = await dataSource.runMigrations();
  for (const _ of migrations) await dataSource.undoLastMigration();
  const leftovers = await namesIn(dataSource);
  // The rest is compared all the same, so that one run names everything.
  if (leftovers.length > 0) await dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await dataSource.runMigrations();
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const tables = upQueries.map(({ query }) => `${query};`);
  return { leftovers, tables, identity: await compareIdentity(dataSource) };
}

/** What stands in the schema although every migration was taken back; TypeORM's own list of migrations is none of ours. */
async function namesIn(dataSource) {
  const rows = await dataSource.query(`
    SELECT relkind::text AS kind, relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relname !~ '^migrations' AND relname <> 'PK_8c82d7f526340ab734260ea46be'
    UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'type', typname FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') ORDER BY 1, 2`);
  return rows.map(({ kind, name }) => `${kind} ${name}`);
}

/** Better Auth's tables have no entity: its own comparison says what it misses. */
async function compareIdentity(dataSource) {
  const { getMigrations } = await import('better-auth/db/migration');
  const identity = createIdentity({
    pool: poolOf(dataSource),
    secret: 'a secret for a comparison alone, 32 or more',
    publicUrl: 'http://127.0.0.1',
  });
  const { toBeCreated, toBeAdded, compileMigrations } = await getMigrations(identity.options);
  if (toBeCreated.length === 0 && toBeAdded.length === 0) return [];
  return (await compileMigrations()).split('\n').filter((line) => line.trim() !== '');
}

function report({ leftovers, tables, identity }) {
  const lines = [
    ...leftovers.map((name) => `left behind when every migration is taken back: ${name}`),
    ...tables.map((sql) => `the entities expect: ${sql}`),
    ...identity.map((sql) => `the identity tables lack: ${sql}`),
  ];
  for (const line of lines) console.log(line);
  if (lines.length > 0) process.exitCode = 1;
  else console.log('Migrations go up, down and up again, and make what the code expects.');
}
