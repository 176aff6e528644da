import { execFile } from 'node:child_process';
import { chown, lchown, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** Who PostgreSQL runs as. `undefined` means: as the user who runs Node. */
export type ServiceAccount = { readonly name: string; readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as the owner of the existing database, or as the first of
 * `postgres` and `nobody` that this machine has; no user is created.
 *
 * @throws EmbeddedPostgresError when the database belongs to another user than the one who runs Node.
 */
export async function chooseServiceAccount(cluster: string): Promise<ServiceAccount> {
  if (process.getuid === undefined) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (process.getuid() !== 0) {
    if (owner === undefined || owner.uid === process.getuid()) return undefined;
    throw new EmbeddedPostgresError(
      `The database in ${cluster} belongs to user ${owner.uid}, not to you (${process.getuid()}). Start as that user or as root, or choose another folder with DATA_DIR.`,
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  return findServiceAccount(await readFile('/etc/passwd', 'utf8').catch(() => ''));
}

/** @param passwd the text of `/etc/passwd`, passwd(5). */
export function findServiceAccount(passwd: string): NonNullable<ServiceAccount> {
  const entries = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find(([user]) => user === name);
    if (entry) return { name, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root and this machine has neither a user postgres nor nobody. Start as another user, or set DATABASE_URL.',
  );
}

/**
 * Asks the system itself, as that user, whether every folder from the root down to each path can be walked through.
 *
 * @throws EmbeddedPostgresError naming the first folder that cannot.
 */
export async function checkPassable(account: ServiceAccount, folders: string[]): Promise<void> {
  if (account === undefined) return;
  const chain = [...new Set(folders.flatMap(withParents))];
  const script = 'for folder in "$@"; do [ -x "$folder" ] || { echo "$folder"; exit; }; done';
  const { uid, gid } = account;
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...chain], { uid, gid, cwd: '/' });
  const closed = stdout.trim();
  if (closed === '') return;
  throw new EmbeddedPostgresError(
    `PostgreSQL runs as ${account.name} here, and that user cannot pass through ${closed}. Allow it (chmod o+x ${closed}), move the project or DATA_DIR elsewhere, or start as another user than root.`,
  );
}

/** Hands a folder copied by root, and all in it, to the account. */
export async function giveTo(account: ServiceAccount, folder: string): Promise<void> {
  if (account === undefined || (await stat(folder)).uid === account.uid) return;
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), account.uid, account.gid);
  }
  // Last, so that an interrupted hand-over starts again.
  await chown(folder, account.uid, account.gid);
}

function withParents(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...withParents(parent), path];
}
