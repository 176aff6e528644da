import pg from 'pg';

import { APPLICATION_ROLE } from './application-login.js';

const INSUFFICIENT_PRIVILEGE = '42501';

/** Who the product logs in as, as its address says. */
export interface ApplicationLogin {
  readonly name: string;
  readonly password: string;
}

/** @returns undefined where the product has no login beside the owner's */
export function loginIn(applicationUrl: string, ownerUrl: string): ApplicationLogin | undefined {
  const [application, owner] = [new URL(applicationUrl), new URL(ownerUrl)];
  if (application.username === owner.username) return undefined;
  return { name: decodeURIComponent(application.username), password: decodeURIComponent(application.password) };
}

/**
 * Makes sure that there is a role for the application, one that row-level security binds. A role that is there keeps its
 * password.
 *
 * @param login undefined: APPLICATION_ROLE, which cannot log in and which the connection's own role may work as
 * @returns its name
 * @throws Error in one line with the SQL that somebody with more rights can run
 */
export async function ensureApplicationRole(
  client: pg.ClientBase,
  login: ApplicationLogin | undefined,
): Promise<string> {
  const name = login?.name ?? APPLICATION_ROLE;
  const role = pg.escapeIdentifier(name);
  const password = login?.password ? `LOGIN PASSWORD ${pg.escapeLiteral(login.password)}` : 'LOGIN';
  if (!(await exists(client, name))) await create(client, role, login ? password : 'NOLOGIN');
  if (!login && !(await mayWorkAs(client, name)))
    await allowed(client, `GRANT ${role} TO CURRENT_USER`, 'CURRENT_USER');
  const { rows } = await client.query<{ unbound: boolean }>(
    `SELECT rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  if (rows[0]?.unbound) throw new Error(`the application's role ${role} is a superuser or has BYPASSRLS: take it away`);
  return name;
}

async function exists(client: pg.ClientBase, name: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])).rowCount === 1;
}

async function mayWorkAs(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(`SELECT pg_has_role($1, 'MEMBER') AS may`, [name]);
  return rows[0]?.may === true;
}

/** Roles belong to the whole server: another database may be making the same one right now. */
async function create(client: pg.ClientBase, role: string, how: string): Promise<void> {
  const tolerant = `BEGIN CREATE ROLE ${role} ${how}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END`;
  await allowed(
    client,
    `DO ${pg.escapeLiteral(tolerant)}`,
    `CREATE ROLE ${role} ${how.replace(/PASSWORD.*/, 'PASSWORD …')}`,
  );
}

async function allowed(client: pg.ClientBase, sql: string, told: string): Promise<void> {
  await client.query(sql).catch((error: { code?: string }) => {
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(
      `the application needs a role of its own, which this login may not make. Let an administrator run: ${told}`,
    );
  });
}
