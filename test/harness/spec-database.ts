import { randomBytes } from 'node:crypto';

import pg from 'pg';

export interface SpecDatabase {
  /** The owner's: for building the world a spec starts from, past every wall. */
  readonly url: string;
  /** What the product works with. */
  readonly applicationUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of one spec file's own, copied from the template in some 50 ms. */
export async function createSpecDatabase(): Promise<SpecDatabase> {
  const admin = process.env['TEST_POSTGRES_URL'];
  const application = process.env['TEST_POSTGRES_APPLICATION_URL'];
  if (!admin || !application) throw new Error('no TEST_POSTGRES_URL: run the specs with npm test');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  // Copies of one template exclude each other in PostgreSQL; two spec files that start together wait in turn.
  await run(admin, `SELECT pg_advisory_lock(7345002); CREATE DATABASE "${name}" TEMPLATE shewhart_template`, true);
  return {
    url: inDatabase(admin, name),
    applicationUrl: inDatabase(application, name),
    drop: () => run(admin, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function run(url: string, sql: string, split = false): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // CREATE DATABASE refuses to share an implicit transaction with another statement.
    for (const statement of split ? sql.split('; ') : [sql]) await client.query(statement);
  } finally {
    await client.end();
  }
}
