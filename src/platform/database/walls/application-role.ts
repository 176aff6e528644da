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
 * Makes sure that there is a role for the application, one that row-level security binds. A role that can log in keeps its
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
  const present = await find(client, name);
  if (!present) await create(client, role, login ? password : 'NOLOGIN');
  // Made for want of a login of its own, which it has now.
  else if (login && !present.canLogIn)
    await allowed(client, `ALTER ROLE ${role} ${password}`, `ALTER ROLE ${role} LOGIN`);
  if (!login) await letWorkAs(client, name);
  const { rows } = await client.query<{ unbound: boolean }>(
    `SELECT rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  if (rows[0]?.unbound) throw new Error(`the application's role ${role} is a superuser or has BYPASSRLS: take it away`);
  return name;
}

async function find(client: pg.ClientBase, name: string): Promise<{ canLogIn: boolean } | undefined> {
  const { rows } = await client.query<{ canLogIn: boolean }>(
    'SELECT rolcanlogin AS "canLogIn" FROM pg_roles WHERE rolname = $1',
    [name],
  );
  return rows[0];
}

/** Lets the connection's own role work as the other, if it may not yet. */
async function letWorkAs(client: pg.ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean; me: string }>(
    `SELECT pg_has_role($1, 'MEMBER') AS may, current_user AS me`,
    [name],
  );
  const [row] = rows;
  if (!row || row.may) return;
  const grant = `GRANT ${pg.escapeIdentifier(name)} TO ${pg.escapeIdentifier(row.me)}`;
  await allowed(client, grant, grant);
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
