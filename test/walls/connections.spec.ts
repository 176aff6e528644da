import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { createDataSource, NO_WORKSPACE, serving, Transactions } from '../../src/platform/database/index.js';
import { createSpecDatabase, openSql, type SpecDatabase } from '../harness/index.js';
import { type FullWorkspace, fillWorkspace } from './rows.js';

const POOL = 3;

describe('a connection that serves a workspace', () => {
  let database: SpecDatabase;
  let sql: DataSource;
  let application: DataSource;
  let transactions: Transactions;
  let one: FullWorkspace;
  let other: FullWorkspace;

  beforeAll(async () => {
    database = await createSpecDatabase();
    sql = await openSql(database);
    application = await createDataSource({ url: database.applicationUrl, entities: [], poolSize: POOL }).initialize();
    transactions = new Transactions(application);
    [one, other] = [await fillWorkspace(sql, 'one'), await fillWorkspace(sql, 'other')];
  });
  afterAll(async () => {
    await application.destroy();
    await sql.destroy();
    await database.drop();
  });

  const SEEN = 'SELECT id FROM workspaces ORDER BY id';
  const seen = async (): Promise<string[]> =>
    (await transactions.reader.query<{ id: string }[]>(SEEN)).map(({ id }) => id);
  const seenWithin = (): Promise<string[]> =>
    transactions.run(async (tx) => (await tx.query<{ id: string }[]>(SEEN)).map(({ id }) => id));

  it('sees that one alone, and nothing when nobody said whose work it does', async () => {
    expect(await serving(one.id, seen)).toEqual([one.id]);
    expect(await serving(other.id, seen)).toEqual([other.id]);
    expect(await seen()).toEqual([]);
    expect(await serving(NO_WORKSPACE, seen)).toEqual([]);
  });

  it('never brings the last one’s workspace along, however many share a pool', async () => {
    const asked = Array.from({ length: 300 }, (_, n) => [one.id, other.id, NO_WORKSPACE][n % 3] ?? NO_WORKSPACE);
    const answers = await Promise.all(
      asked.map((id, n) => (id === NO_WORKSPACE ? seen() : serving(id, n % 2 ? seen : seenWithin))),
    );
    expect(answers).toEqual(asked.map((id) => (id === NO_WORKSPACE ? [] : [id])));
  });

  it('serves the next one after a transaction that failed', async () => {
    for (let n = 0; n < POOL; n += 1) {
      await expect(serving(one.id, () => transactions.run((tx) => tx.query('SELECT 1 / 0')))).rejects.toThrow(
        'division',
      );
    }
    expect(await Promise.all(Array.from({ length: POOL }, seen))).toEqual(Array.from({ length: POOL }, () => []));
    expect(await serving(other.id, seen)).toEqual([other.id]);
  });

  it('is told once, and not again while it serves the same', async () => {
    const told = async (): Promise<number> => {
      const [row] = await sql.query<{ count: number }[]>(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%set_config(''shewhart%'
           AND pid <> pg_backend_pid()`,
      );
      return row?.count ?? 0;
    };
    await serving(one.id, seen);
    await serving(one.id, seen);
    // The last statement of the connection that was used is the question itself.
    expect(await told()).toBeLessThan(POOL);
  });

  it('asks a workspace that is none, and is not kept by it', async () => {
    await expect(serving('not a uuid', seen)).rejects.toThrow('invalid input syntax for type uuid');
    expect(await serving(one.id, seen)).toEqual([one.id]);
  });

  it('may find out within a transaction whose work it does, and does that to the end and no longer', async () => {
    await transactions.run(async (tx) => {
      expect(await tx.query(SEEN)).toEqual([]);
      await transactions.serveFromHere(tx, one.id);
      expect(await tx.query(SEEN)).toEqual([{ id: one.id }]);
      await expect(transactions.serveFromHere(tx, other.id)).rejects.toThrow('serves one workspace alone');
    });
    expect(await Promise.all(Array.from({ length: POOL }, seen))).toEqual(Array.from({ length: POOL }, () => []));
  });

  it('goes through all of them, each time as that one', async () => {
    const met: string[] = [];
    await transactions.inEveryWorkspace(async ({ id }) => {
      expect(await seen()).toEqual([id]);
      met.push(id);
    });
    expect(met).toEqual([one.id, other.id].sort());
  });
});
