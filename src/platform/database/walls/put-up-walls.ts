import pg from 'pg';

/** What the application may do with a table: `SELECT`, `INSERT`, `UPDATE`, `DELETE`. */
export type Grants = Readonly<Record<string, readonly Privilege[]>>;

export const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'] as const;
export type Privilege = (typeof PRIVILEGES)[number];

const ALL_OF_A_WORKSPACE: readonly Privilege[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** The name of every wall. */
export const WALL = 'workspace_wall';

/** A table with a column that says whose its rows are; of `workspaces` itself that is the key. */
interface Walled {
  readonly table: string;
  readonly column: string;
  readonly nullable: boolean;
  readonly isEnabled: boolean;
  /** What the wall that stands there was made from. */
  readonly stands: string | null;
}

const WALLED = `
  SELECT c.relname AS table, a.attname AS column, NOT a.attnotnull AS nullable, c.relrowsecurity AS "isEnabled",
    (SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '${WALL}') AS stands
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    AND a.attname = CASE c.relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`;

const HELD = `
  SELECT c.relname AS table, c.relispartition AS "isPartition",
    ARRAY(SELECT p FROM unnest($2::text[]) p WHERE has_table_privilege($1, c.oid, p)) AS held
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`;

// Asked once for a statement and not for every row.
const SERVED = `(SELECT nullif(current_setting('shewhart.workspace', true), '')::uuid)`;

/**
 * Puts a wall around every table with a `workspace_id`, so that nobody who adds one can forget it, and gives the
 * application's role what it needs: nothing, where nothing is said of a table without one. Run after the migrations as
 * the tables' owner; what stands already is left alone.
 *
 * @param grants for tables that belong to no workspace, and for those of which the application may not do everything
 */
export async function putUpWalls(client: pg.ClientBase, role: string, grants: Grants): Promise<void> {
  const { rows } = await client.query<Walled>(WALLED);
  for (const walled of rows) await wallOff(client, walled);
  const workspaces = new Set(rows.map(({ table }) => table));
  await grant(client, role, (table) => grants[table] ?? (workspaces.has(table) ? ALL_OF_A_WORKSPACE : []));
  await openDoors(client, pg.escapeIdentifier(role));
}

async function wallOff(client: pg.ClientBase, { table, column, nullable, isEnabled, stands }: Walled): Promise<void> {
  // A row of no workspace (a link made before there is one) is for a connection that serves none.
  const condition = `${column} = ${SERVED}` + (nullable ? ` OR (${column} IS NULL AND ${SERVED} IS NULL)` : '');
  if (isEnabled && stands === condition) return;
  const name = pg.escapeIdentifier(table);
  // In one statement, and so in one transaction: nobody meets the table between two walls.
  await client.query(`
    ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS ${WALL} ON ${name};
    CREATE POLICY ${WALL} ON ${name} USING (${condition}) WITH CHECK (${condition});
    COMMENT ON POLICY ${WALL} ON ${name} IS ${pg.escapeLiteral(condition)}`);
}

/** Brings what the role holds to exactly what it should. A partition is reached through its table alone. */
async function grant(client: pg.ClientBase, role: string, due: (table: string) => readonly Privilege[]): Promise<void> {
  interface Held {
    readonly table: string;
    readonly isPartition: boolean;
    readonly held: readonly Privilege[];
  }
  const { rows } = await client.query<Held>(HELD, [role, PRIVILEGES]);
  const to = pg.escapeIdentifier(role);
  for (const { table, isPartition, held } of rows) {
    const wanted = isPartition ? [] : due(table);
    const [missing, surplus] = [
      wanted.filter((one) => !held.includes(one)),
      held.filter((one) => !wanted.includes(one)),
    ];
    const name = pg.escapeIdentifier(table);
    if (missing.length > 0) await client.query(`GRANT ${missing.join(', ')} ON ${name} TO ${to}`);
    if (surplus.length > 0) await client.query(`REVOKE ${surplus.join(', ')} ON ${name} FROM ${to}, PUBLIC`);
  }
}

/** Functions in the schema `doors` are the only way past the walls, each for one question. */
async function openDoors(client: pg.ClientBase, role: string): Promise<void> {
  await client.query(`
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public, doors TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA doors FROM PUBLIC;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA doors TO ${role}`);
}

/** The job queue's own schema; its sequences are made here because the application may make nothing. */
export async function grantQueues(client: pg.ClientBase, role: string, queues: readonly string[]): Promise<void> {
  for (const queue of queues) {
    const { rows } = await client.query<{ name: string }>('SELECT bullmq.job_id_seq_name($1) AS name', [queue]);
    await client.query(`CREATE SEQUENCE IF NOT EXISTS bullmq.${pg.escapeIdentifier(rows[0]?.name ?? queue)}`);
  }
  const to = pg.escapeIdentifier(role);
  await client.query(`
    GRANT USAGE ON SCHEMA bullmq TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${to};
    GRANT ALL ON ALL SEQUENCES IN SCHEMA bullmq TO ${to}`);
}
