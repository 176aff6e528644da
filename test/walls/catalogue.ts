import type { DataSource } from 'typeorm';

import { GRANTS } from '../../src/grants.js';
import { WALL } from '../../src/platform/database/index.js';

const APPLICATION = 'shewhart_app';

/** Functions with their owner's rights that are no doors, each for its reason. */
const OWNERS_WORK = [
  // Makes tables, which the application may not; reads and answers nothing of what lies in them.
  'public.ensure_metric_partitions',
  // Doors that were made in another schema: each answers yes or no about one person.
  'public.second_factor_due',
  'public.belongs_to_several_workspaces',
];

const FINDINGS: readonly [what: string, sql: string][] = [
  [
    'has rows of workspaces and no wall',
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
         AND a.attname = CASE c.relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END)
       AND NOT (c.relrowsecurity AND EXISTS (
         SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '${WALL}' AND p.polcmd = '*'
           AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL))`,
  ],
  [
    'has a second policy that lets more by',
    `SELECT c.relname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
     WHERE p.polpermissive AND p.polname <> '${WALL}'`,
  ],
  [
    'belongs to the application',
    `SELECT c.relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = '${APPLICATION}'
     UNION ALL SELECT n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = '${APPLICATION}'
     UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = '${APPLICATION}'`,
  ],
  [
    'is a right of the application that no application needs',
    `SELECT 'SUPERUSER, BYPASSRLS, CREATEROLE or CREATEDB' AS name FROM pg_roles
     WHERE rolname = '${APPLICATION}' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
     UNION ALL SELECT r.rolname FROM pg_roles r
     WHERE r.rolname <> '${APPLICATION}' AND r.rolname <> 'pg_database_owner' AND pg_has_role('${APPLICATION}', r.oid, 'MEMBER')
     UNION ALL SELECT nspname FROM pg_namespace
     WHERE nspname IN ('public', 'doors', 'bullmq') AND has_schema_privilege('${APPLICATION}', oid, 'CREATE')
     UNION ALL SELECT c.relname || ' ' || right_ FROM pg_class c, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) right_
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND has_table_privilege('${APPLICATION}', c.oid, right_)`,
  ],
  [
    'shows rows past the walls',
    `SELECT c.relname AS name FROM pg_class c
     WHERE (c.relkind IN ('v', 'm') OR c.relispartition) AND c.relnamespace = 'public'::regnamespace
       AND has_table_privilege('${APPLICATION}', c.oid, 'SELECT')`,
  ],
  [
    'runs with its owner’s rights and is no door',
    `SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prosecdef AND n.nspname NOT IN ('doors', 'pg_catalog', 'information_schema')
       AND has_function_privilege('${APPLICATION}', p.oid, 'EXECUTE')
       AND n.nspname || '.' || p.proname <> ALL (ARRAY[${OWNERS_WORK.map((name) => `'${name}'`).join(', ')}])`,
  ],
  [
    'is a door with a search path that others can lay something on',
    `SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'doors'::regnamespace
       AND (NOT p.prosecdef OR NOT coalesce(p.proconfig @> ARRAY['search_path=""'], false))`,
  ],
];

/** What the catalogue shows to be missing in the walls, a line each; the whole database as its owner sees it. */
export async function gapsInWalls(sql: DataSource): Promise<string[]> {
  const gaps: string[] = [];
  for (const [what, statement] of FINDINGS) {
    const rows = await sql.query<{ name: string }[]>(`${statement} ORDER BY 1`);
    gaps.push(...rows.map(({ name }) => `${name} ${what}`));
  }
  return gaps;
}

/** Tables of no workspace of which nobody has said what the application may do with them. */
export async function unlistedTables(sql: DataSource): Promise<string[]> {
  const rows = await sql.query<{ name: string }[]>(`
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'workspaces'
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped)
    ORDER BY 1`);
  return rows.map(({ name }) => name).filter((name) => !(name in GRANTS));
}

/** The doors there are. */
export async function doorsIn(sql: DataSource): Promise<string[]> {
  const rows = await sql.query<{ name: string }[]>(
    `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'doors'::regnamespace ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
