import { randomBytes } from 'node:crypto';

import pg from 'pg';
import { EmbeddedPostgresError, reasonOf } from './embedded-postgres-error.js';
import { APPLICATION, HOST, OWNER } from './server-settings.js';

const ANSWER_LIMIT_MS = 15_000;
/** SQLSTATE invalid_catalog_name: the server is there, the database is not. */
const NO_SUCH_DATABASE = '3D000';

export interface OwnerLogin {
  readonly port: number;
  readonly password: string;
  /** PGDATA that the server must be serving. */
  readonly cluster: string;
}

/**
 * Logs in as the owner, which proves that the server is ours, and creates the database when it is missing.
 *
 * @returns the connection string.
 * @throws EmbeddedPostgresError when the server refuses, does not answer within 15 s, or serves another folder.
 */
export async function connectOwner(login: OwnerLogin, database: string): Promise<string> {
  const url = urlOf(login, database);
  try {
    const servedFolder = await ask(url, 'SHOW data_directory').catch(async (error: { code?: string }) => {
      if (error.code !== NO_SUCH_DATABASE) throw error;
      await ask(urlOf(login, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(database)}`);
      return ask(url, 'SHOW data_directory');
    });
    if (servedFolder !== login.cluster) throw new Error(`it serves ${String(servedFolder)}`);
    return url;
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The database in ${login.cluster} does not answer on port ${login.port}: ${reasonOf(error)}`,
    );
  }
}

/**
 * Lets the application in as a role that owns nothing and that row-level security binds; made when missing. Its password
 * is new at every start and kept nowhere.
 *
 * @returns its connection string
 */
export async function admitApplication(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  try {
    const known = await ask(ownerUrl, `SELECT 1 FROM pg_roles WHERE rolname = ${pg.escapeLiteral(APPLICATION)}`);
    if (known === undefined) await ask(ownerUrl, `CREATE ROLE ${APPLICATION}`);
    await ask(
      ownerUrl,
      `ALTER ROLE ${APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD ${pg.escapeLiteral(password)}`,
    );
  } catch (error) {
    throw new EmbeddedPostgresError(`The database does not let the application in: ${reasonOf(error)}`);
  }
  const url = new URL(ownerUrl);
  url.username = APPLICATION;
  url.password = password;
  return url.href;
}

function urlOf(login: OwnerLogin, database: string): string {
  return `postgres://${OWNER}:${login.password}@${HOST}:${login.port}/${encodeURIComponent(database)}`;
}

/** The first column of the first row. */
async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: ANSWER_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
  });
  // A connection that breaks while idle must not end the process; the query in flight reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}
