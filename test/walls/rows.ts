import { randomUUID } from 'node:crypto';

import type { DataSource } from 'typeorm';

import type { QualityReport } from '../../src/modules/metrics/domain/quality/quality-report.js';

/** A table with rows of workspaces, and what says whose they are. */
export interface WalledTable {
  readonly table: string;
  readonly column: string;
}

/** All of them as the catalogue has them; partitions are reached through their table. */
export function walledTables(sql: DataSource): Promise<WalledTable[]> {
  return sql.query(`
    SELECT c.relname AS table, a.attname AS column
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname = CASE c.relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`);
}

/** A workspace with one row in every table there is, joined to each other: every id in it is the same uuid. */
export interface FullWorkspace {
  readonly id: string;
  /** What every text in it says that nothing else is asked of. */
  readonly word: string;
}

/** What a value has to be so that the product can show the row. */
const FITTING: Readonly<Record<string, string>> = {
  time_zone: 'Asia/Shanghai',
  stage: 'diagnosis',
  status: 'active',
  period: 'day',
  aggregation: 'mean',
};

/** A document that the product takes apart when it shows it; others are shown as they are. */
const QUALITY_REPORT: QualityReport = {
  received: 1,
  duplicates: 0,
  outliers: { count: 0, first: [] },
  gaps: { count: 0, periods: 0, first: [] },
  units: [],
  outOfWindow: { count: 0, days: 180, first: null, last: null },
};
const DOCUMENTS: Readonly<Record<string, object>> = { 'metric_quality_reports.content': QUALITY_REPORT };

/**
 * Fills a workspace, with whatever tables there are by the time this runs, past foreign keys and triggers.
 *
 * @param word tells its rows from others'
 */
export async function fillWorkspace(sql: DataSource, word: string): Promise<FullWorkspace> {
  const id = randomUUID();
  await sql.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    for (const { table, column } of await walledTables(sql)) {
      const columns = await tx.query<{ name: string; type: string }[]>(NEEDED, [table, column]);
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const values = columns.map(({ name, type }) => valueOf(table, name, type, { id, word })).join(', ');
      await tx.query(`INSERT INTO "${table}" (${names}) VALUES (${values})`);
    }
  });
  return { id, word };
}

/** Columns without a value of their own, and whose the row is. */
const NEEDED = `
  SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_attribute a
  WHERE a.attrelid = ('public.' || quote_ident($1))::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND (a.attname = $2 OR (a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''))`;

function valueOf(table: string, name: string, type: string, { id, word }: FullWorkspace): string {
  if (type === 'uuid') return `'${id}'`;
  if (type === 'text') return `'${FITTING[name] ?? word}'`;
  if (type.endsWith('[]')) return `'{}'`;
  if (type === 'jsonb') return `'${JSON.stringify(DOCUMENTS[`${table}.${name}`] ?? {})}'`;
  const known: Readonly<Record<string, string>> = {
    boolean: 'false',
    'timestamp with time zone': 'now()',
    date: 'current_date',
    bytea: `''`,
  };
  // A number: of an event, for instance, which no two workspaces share.
  return known[type] ?? (type === 'smallint' ? '1' : '(random() * 1e9)::int');
}

/** Every row of the workspace, as one text: two that are equal say that nothing has changed. */
export async function everythingOf(sql: DataSource, { id }: FullWorkspace): Promise<Readonly<Record<string, string>>> {
  const told: Record<string, string> = {};
  for (const { table, column } of await walledTables(sql)) {
    const [row] = await sql.query<{ rows: string }[]>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM "${table}" t WHERE "${column}" = $1`,
      [id],
    );
    told[table] = row?.rows ?? '';
  }
  return told;
}
