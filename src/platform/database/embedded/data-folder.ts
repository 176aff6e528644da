import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError, reasonOf } from './embedded-postgres-error.js';

/** What lies in a data folder. Only `cluster` belongs to PostgreSQL's own user; the rest belongs to who runs Node. */
export interface DataFolder {
  readonly root: string;
  /** PGDATA. */
  readonly cluster: string;
  readonly log: string;
  readonly lock: string;
  readonly password: string;
}

/** Makes the folder when it is missing. Throws EmbeddedPostgresError when it cannot be made. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const wanted = resolve(path);
  try {
    const firstMade = await mkdir(wanted, { recursive: true });
    if (firstMade !== undefined && process.getuid?.() === 0) await makePassable(firstMade, wanted);
    const root = await realpath(wanted);
    return {
      root,
      cluster: join(root, 'cluster'),
      log: join(root, 'postgres.log'),
      lock: join(root, 'postgres.lock'),
      password: join(root, 'postgres.password'),
    };
  } catch (error) {
    throw new EmbeddedPostgresError(`The data folder ${wanted} cannot be made: ${reasonOf(error)}`);
  }
}

/** Whether PostgreSQL's files are there at all; an empty folder counts as none. */
export async function hasCluster(folder: DataFolder): Promise<boolean> {
  try {
    return (await readdir(folder.cluster)).length > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new EmbeddedPostgresError(`The database in ${folder.cluster} cannot be read: ${reasonOf(error)}`);
  }
}

/** The owner's password, kept across starts because a running server may have to be attached to. */
export async function readPassword(folder: DataFolder): Promise<string> {
  const password = await readFile(folder.password, 'utf8').catch((error: Error) => {
    throw new EmbeddedPostgresError(
      `The password of the database in ${folder.cluster} cannot be read, restore that file from a backup: ${reasonOf(error)}`,
    );
  });
  return password.trim();
}

/** Writes a new random password, whole or not at all, readable by this user alone. */
export async function makePassword(folder: DataFolder): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const draft = `${folder.password}.new`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await rename(draft, folder.password);
  return password;
}

/** Under a strict umask root would make folders that PostgreSQL's own user cannot walk through. */
async function makePassable(firstMade: string, last: string): Promise<void> {
  for (let folder = last; folder.length >= firstMade.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
