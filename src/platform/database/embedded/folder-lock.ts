import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processStart, START_UNKNOWN } from './process-identity.js';

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  startedAt: string;
}

/**
 * Claims a data folder for this process. A lock whose holder no longer runs is taken over, so a killed process never
 * has to be cleaned up after by hand.
 *
 * @param path the lock file; `folder` is what the refusal names.
 * @throws EmbeddedPostgresError when another process that still runs holds the folder, or this one already does.
 */
export async function lockFolder(path: string, folder: string): Promise<FolderLock> {
  const mine = JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid) ?? START_UNKNOWN });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, mine, { mode: 0o644 });
  try {
    // link() fails when the name is taken and shows the file whole, so nobody ever reads a half-written lock.
    while (!(await linkIfFree(draft, path))) await clearStaleLock(path, folder);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await readOrEmpty(path)) === mine) await rm(path, { force: true });
    },
  };
}

async function linkIfFree(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearStaleLock(path: string, folder: string): Promise<void> {
  const seen = await readOrEmpty(path);
  const holder = parseHolder(seen);
  if (holder && stillRuns(holder)) {
    const who = holder.pid === process.pid ? 'this process' : `process ${holder.pid}`;
    throw new EmbeddedPostgresError(
      `The data folder ${folder} is already in use by ${who}. Stop that one first, or choose another folder with DATA_DIR.`,
    );
  }
  const aside = `${path}.stale.${randomBytes(4).toString('hex')}`;
  await rename(path, aside).catch(ignoreMissing);
  // Somebody quicker may have replaced the stale lock in between: then what was moved is theirs and goes back.
  const moved = await readOrEmpty(aside);
  if (moved !== '' && moved !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, startedAt } = value as Partial<Holder>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

function stillRuns(holder: Holder): boolean {
  const start = processStart(holder.pid);
  if (start === undefined) return false;
  return start === holder.startedAt || start === START_UNKNOWN || holder.startedAt === START_UNKNOWN;
}

async function readOrEmpty(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(ignoreMissing)) ?? '';
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
