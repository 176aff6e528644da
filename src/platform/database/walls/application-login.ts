import { Logger } from '@nestjs/common';
import pg from 'pg';

import { withSetting } from './session-settings.js';

/** The role that the product works as when it was given no login of its own. It cannot log in. */
export const APPLICATION_ROLE = 'shewhart_app';

const ANSWER_LIMIT_MS = 5_000;

// Row-level security does not bind superusers, BYPASSRLS, and whoever owns a table or is a member of its owner.
const WALKS_THROUGH = `
  SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls OR EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND pg_has_role(r.oid, c.relowner, 'USAGE')) AS "walksThrough"
  FROM pg_roles r WHERE r.rolname = current_user`;

/**
 * The address under which the product may work: one whose role row-level security binds. A login that could walk through
 * the walls (a superuser, the tables' owner) takes off its rights with the very opening of each connection and works as
 * APPLICATION_ROLE; that is weaker than a login of its own, because SQL could put them on again, and a line says so.
 *
 * @throws Error in one line when the login can neither be bound nor work as that role
 */
export async function applicationUrl(url: string): Promise<string> {
  const login = await ask(url);
  if (!login.walksThrough) return url;
  const bound = withSetting(url, 'role', APPLICATION_ROLE);
  const role = await ask(bound).catch((error: Error) => {
    throw new Error(`"${login.name}" may pass row-level security and cannot work as another: ${error.message}`);
  });
  if (role.walksThrough) throw new Error(`the role "${role.name}" passes row-level security: take that right from it`);
  new Logger('Database').warn(
    `DATABASE_URL logs in as "${login.name}", whom row-level security does not bind: working as ${APPLICATION_ROLE}. ` +
      'Better is a login that owns nothing, and MIGRATION_DATABASE_URL for the owner (docs/running.md)',
  );
  return bound;
}

interface Login {
  readonly name: string;
  readonly walksThrough: boolean;
}

async function ask(connectionString: string): Promise<Login> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_LIMIT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Login>(WALKS_THROUGH);
    return rows[0] ?? { name: '', walksThrough: true };
  } finally {
    await client.end().catch(() => undefined);
  }
}
