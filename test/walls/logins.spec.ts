import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';

import { applicationUrl } from '../../src/platform/database/index.js';
import { createSpecDatabase, openSql, type SpecDatabase } from '../harness/index.js';
import { ShewhartProcess } from '../harness/shewhart-process.js';
import { gapsInWalls } from './catalogue.js';

const SECRET = 'a secret for specs alone, 32 or more';
const PASSWORD = 'only-for-specs';

/** An external PostgreSQL, as somebody else runs it: who may do what there is his decision. */
describe('the logins of an external database', () => {
  let database: SpecDatabase;
  let sql: DataSource;
  const suffix = randomBytes(4).toString('hex');
  const roles: string[] = [];
  const databases: string[] = [];

  beforeAll(async () => {
    database = await createSpecDatabase();
    sql = await openSql(database);
  });
  afterAll(async () => {
    for (const name of databases) await sql.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    for (const name of roles.reverse()) await sql.query(`DROP OWNED BY "${name}"; DROP ROLE "${name}"`);
    await sql.destroy();
    await database.drop();
  });

  async function role(name: string, rights = ''): Promise<string> {
    const full = `${name}_${suffix}`;
    await sql.query(`CREATE ROLE "${full}" LOGIN PASSWORD '${PASSWORD}' ${rights}`);
    roles.push(full);
    return full;
  }

  async function emptyDatabase(owner: string): Promise<string> {
    const name = `spec_logins_${suffix}_${databases.length}`;
    await sql.query(`CREATE DATABASE "${name}" OWNER "${owner}"`);
    databases.push(name);
    return name;
  }

  function url(login: string, of = new URL(database.url).pathname.slice(1)): string {
    const address = new URL(database.url);
    address.username = login;
    address.password = PASSWORD;
    address.pathname = `/${of}`;
    return address.href;
  }

  /** @returns nothing, or what it complained about */
  async function migrate(owner: string, application?: string): Promise<string> {
    const urls: Record<string, string> = application
      ? { DATABASE_URL: application, MIGRATION_DATABASE_URL: owner }
      : { DATABASE_URL: owner };
    const migrating = new ShewhartProcess('migrate', { ...urls, SHEWHART_SECRET: SECRET });
    const code = await migrating.ends();
    return code === 0 ? '' : migrating.stderr;
  }

  async function whoWorks(address: string): Promise<unknown> {
    const client = new pg.Client({ connectionString: await applicationUrl(address) });
    await client.connect();
    try {
      const { rows } = await client.query(
        `SELECT current_user AS role, (SELECT count(*)::int FROM workspaces) AS seen FROM pg_roles WHERE rolname = current_user`,
      );
      return rows[0];
    } finally {
      await client.end();
    }
  }

  it('are two: the owner migrates and makes the application’s own, which is bound', async () => {
    const owner = await role('owner', 'CREATEROLE');
    const name = await emptyDatabase(owner);
    const application = `application_${suffix}`;
    expect(await migrate(url(owner, name), url(application, name))).toBe('');
    roles.push(application);
    expect(await whoWorks(url(application, name))).toEqual({ role: application, seen: 0 });
    // A second time there is nothing to do; the application may not migrate, nor needs to.
    expect(await migrate(url(owner, name), url(application, name))).toBe('');
    expect(await migrate(url(application, name))).toBe('');
  });

  it('may be a role that could not log in before', async () => {
    const owner = await role('later', 'CREATEROLE');
    const name = await emptyDatabase(owner);
    const application = `sleeping_${suffix}`;
    await sql.query(`CREATE ROLE "${application}" NOLOGIN; GRANT "${application}" TO "${owner}" WITH ADMIN OPTION`);
    expect(await migrate(url(owner, name), url(application, name))).toBe('');
    roles.push(application);
    expect(await whoWorks(url(application, name))).toEqual({ role: application, seen: 0 });
  });

  it('may be the owner’s alone: the product then works as a role that is bound', async () => {
    const owner = await role('lonely', 'CREATEROLE');
    const name = await emptyDatabase(owner);
    await sql.query(`GRANT shewhart_app TO "${owner}"`);
    expect(await migrate(url(owner, name))).toBe('');
    expect(await whoWorks(url(owner, name))).toEqual({ role: 'shewhart_app', seen: 0 });
  });

  it('may be a superuser’s alone, who is bound as well', async () => {
    expect(await whoWorks(database.url)).toEqual({ role: 'shewhart_app', seen: 0 });
  });

  it('are refused when the application cannot be bound, with what an administrator has to run', async () => {
    const owner = await role('poor');
    const name = await emptyDatabase(owner);
    expect(await migrate(url(owner, name))).toMatch(
      /cannot be used: the application needs a role of its own, which this login may not make. Let an administrator run: GRANT "shewhart_app" TO "poor_/,
    );
    await expect(applicationUrl(url(owner, name))).rejects.toThrow('may pass row-level security and cannot work as');
  });

  it('are refused when the application’s passes row-level security', async () => {
    const mighty = await role('mighty', 'BYPASSRLS');
    expect(await migrate(database.url, url(mighty))).toMatch('is a superuser or has BYPASSRLS');
    await expect(applicationUrl(url(mighty))).rejects.toThrow('may pass row-level security and cannot work as another');
  });

  it('are the application’s alone where somebody else has migrated, and no gap is left', async () => {
    expect(await migrate(database.applicationUrl)).toBe('');
    expect(await gapsInWalls(sql)).toEqual([]);
    await sql.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
    expect(await migrate(database.applicationUrl)).toMatch('with MIGRATION_DATABASE_URL for the owner');
  });

  it('are wrong when there is one to migrate and none to work with', async () => {
    const product = new ShewhartProcess('standalone', {
      MIGRATION_DATABASE_URL: database.url,
      SHEWHART_SECRET: SECRET,
    });
    expect(await product.ends()).toBe(1);
    expect(product.stderr).toMatch(
      /^shewhart cannot start: MIGRATION_DATABASE_URL is for the same database as DATABASE_URL/,
    );
  });
});
