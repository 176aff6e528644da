import type { DataSource, QueryRunner } from 'typeorm';

import { type FullWorkspace, type WalledTable, walledTables } from './rows.js';

const REFUSED = '42501';

/**
 * Tries to reach from one workspace into another, and from none into any, by plain SQL and in every table.
 *
 * @param application as the product logs in
 * @returns what succeeded and should not have, a line each
 */
export async function crossings(
  application: DataSource,
  sql: DataSource,
  mine: FullWorkspace,
  theirs: FullWorkspace,
): Promise<string[]> {
  const session = application.createQueryRunner();
  try {
    const found: string[] = [];
    for (const walled of await walledTables(sql)) found.push(...(await attempts(session, walled, mine, theirs)));
    return found;
  } finally {
    await session.release();
  }
}

async function attempts(
  session: QueryRunner,
  { table, column }: WalledTable,
  mine: FullWorkspace,
  theirs: FullWorkspace,
): Promise<string[]> {
  const foreign = `"${column}" = '${theirs.id}'`;
  const tries: readonly [what: string, serving: string, sql: string][] = [
    ['is read from outside', mine.id, `SELECT FROM "${table}" WHERE "${column}" <> '${mine.id}'`],
    [
      'is changed from outside',
      mine.id,
      `UPDATE "${table}" SET "${column}" = "${column}" WHERE ${foreign} RETURNING 1`,
    ],
    ['is removed from outside', mine.id, `DELETE FROM "${table}" WHERE ${foreign} RETURNING 1`],
    ['takes a row for another', mine.id, `INSERT INTO "${table}" ("${column}") VALUES ('${theirs.id}') RETURNING 1`],
    [
      'gives a row away',
      mine.id,
      `UPDATE "${table}" SET "${column}" = '${theirs.id}' WHERE "${column}" = '${mine.id}' RETURNING 1`,
    ],
    ['is read by nobody', '', `SELECT FROM "${table}" WHERE "${column}" IS NOT NULL`],
    ['is changed by nobody', '', `UPDATE "${table}" SET "${column}" = "${column}" RETURNING 1`],
    ['is removed by nobody', '', `DELETE FROM "${table}" RETURNING 1`],
    ['takes a row from nobody', '', `INSERT INTO "${table}" ("${column}") VALUES ('${theirs.id}') RETURNING 1`],
  ];
  const succeeded: string[] = [];
  for (const [what, serving, sql] of tries) {
    const outcome = await outcomeOf(session, serving, sql);
    if (outcome !== 'nothing') succeeded.push(`${table} ${what}: ${outcome}`);
  }
  return succeeded;
}

/** Undone in any case. What another rule of the database refused only after the wall had let it by is a crossing, too. */
async function outcomeOf(session: QueryRunner, serving: string, sql: string): Promise<string> {
  await session.startTransaction();
  try {
    await session.query(`SELECT set_config('shewhart.workspace', $1, true)`, [serving]);
    const { affected, records } = await session.query(sql, [], true);
    const count = affected ?? records?.length ?? 0;
    return count === 0 ? 'nothing' : `${count} rows`;
  } catch (error) {
    const { code, message } = (error as { driverError?: { code?: string; message?: string } }).driverError ?? {};
    return code === REFUSED ? 'nothing' : `${code} ${message}`;
  } finally {
    await session.rollbackTransaction();
  }
}
