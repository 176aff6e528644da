import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { createDataSource } from '../../src/platform/database/index.js';
import { createSpecDatabase, openSql, type SpecDatabase } from '../harness/index.js';
import { doorsIn, gapsInWalls, unlistedTables } from './catalogue.js';
import { crossings } from './crossings.js';
import { type FullWorkspace, fillWorkspace, walledTables } from './rows.js';

interface TwoWorkspaces {
  readonly database: SpecDatabase;
  readonly sql: DataSource;
  readonly application: DataSource;
  readonly mine: FullWorkspace;
  readonly theirs: FullWorkspace;
}

async function twoWorkspaces(): Promise<TwoWorkspaces> {
  const database = await createSpecDatabase();
  const sql = await openSql(database);
  const application = await createDataSource({ url: database.applicationUrl, entities: [], poolSize: 2 }).initialize();
  return {
    database,
    sql,
    application,
    mine: await fillWorkspace(sql, 'mine'),
    theirs: await fillWorkspace(sql, 'theirs'),
  };
}

async function leave({ database, sql, application }: TwoWorkspaces): Promise<void> {
  await application.destroy();
  await sql.destroy();
  await database.drop();
}

const tryAll = ({ application, sql, mine, theirs }: TwoWorkspaces): Promise<string[]> =>
  crossings(application, sql, mine, theirs);

describe('the walls between workspaces', () => {
  let world: TwoWorkspaces;

  beforeAll(async () => {
    world = await twoWorkspaces();
  });
  afterAll(() => leave(world));

  it('stand around every table, and the application owns none and has no right that it does not need', async () => {
    expect((await walledTables(world.sql)).length).toBeGreaterThan(25);
    expect(await gapsInWalls(world.sql)).toEqual([]);
  });

  it('leave no table out: what belongs to no workspace is named in src/grants.ts', async () => {
    expect(await unlistedTables(world.sql)).toEqual([]);
  });

  it('let nothing by, in any table: not by reading, not by writing, and not without a workspace', async () => {
    expect(await tryAll(world)).toEqual([]);
  });

  it('do not keep a workspace from its own rows', async () => {
    const session = world.application.createQueryRunner();
    await session.query(`SELECT set_config('shewhart.workspace', $1, false)`, [world.mine.id]);
    const hidden: string[] = [];
    for (const { table } of await walledTables(world.sql)) {
      const [row] = await session.manager.query<{ count: number }[]>(`SELECT count(*) FROM "${table}"`);
      if (row?.count !== 1) hidden.push(table);
    }
    await session.query(`SELECT set_config('shewhart.workspace', '', false)`);
    await session.release();
    expect(hidden).toEqual([]);
  });

  it('cannot be taken down by the application', async () => {
    const attempts = [
      'ALTER TABLE items DISABLE ROW LEVEL SECURITY',
      'DROP POLICY workspace_wall ON items',
      'CREATE POLICY mine ON items USING (true)',
      'SET row_security = off; SELECT FROM items',
      'SET ROLE shewhart',
      'CREATE TABLE public.mine (id int)',
      'TRUNCATE items CASCADE',
      'UPDATE audit_events SET action = action',
      'DELETE FROM audit_seals',
    ];
    const succeeded: string[] = [];
    for (const sql of attempts) {
      const done = await world.application.query(sql).then(
        () => true,
        (error: { driverError?: { code?: string } }) => error.driverError?.code !== '42501',
      );
      if (done) succeeded.push(sql);
    }
    expect(succeeded).toEqual([]);
  });

  it('have these doors and no other', async () => {
    expect(await doorsIn(world.sql)).toEqual([
      'all_workspaces',
      'belongs_elsewhere',
      'claim_events',
      'events_handed_over',
      'failing_sweeps',
      'give_back_events',
      'outbox_figures',
      'recover_events',
      'remove_finished_events',
      'unsealed_workspaces',
      'workspace_of_event',
      'workspace_of_link',
      'workspace_with_sso',
      'workspaces_of',
    ]);
  });
});

describe('the tests of the walls', () => {
  it('fail on a copy in which row-level security is switched off, for every single table', async () => {
    const world = await twoWorkspaces();
    const tables = await walledTables(world.sql);
    for (const { table } of tables) await world.sql.query(`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`);
    const [gaps, crossed] = [await gapsInWalls(world.sql), await tryAll(world)];
    await leave(world);
    for (const { table } of tables) {
      expect(gaps).toContain(`${table} has rows of workspaces and no wall`);
      expect(crossed.filter((line) => line.startsWith(`${table} is read`))).toHaveLength(2);
    }
  });

  it('fail when a table was added without a wall, without a word on its grants, or by the application', async () => {
    const world = await twoWorkspaces();
    await world.sql.query(`
      CREATE TABLE forgotten (id uuid, workspace_id uuid NOT NULL);
      CREATE TABLE unlisted (id uuid);
      CREATE TABLE taken (id uuid);
      ALTER TABLE taken OWNER TO shewhart_app;
      CREATE POLICY wider ON items USING (true)`);
    const [gaps, unlisted] = [await gapsInWalls(world.sql), await unlistedTables(world.sql)];
    await leave(world);
    expect(gaps).toEqual(
      expect.arrayContaining([
        'forgotten has rows of workspaces and no wall',
        'items has a second policy that lets more by',
        'taken belongs to the application',
      ]),
    );
    expect(unlisted).toEqual(['taken', 'unlisted']);
  });
});
