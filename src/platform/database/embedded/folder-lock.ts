import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processStart, START_UNKNOWN } from './process-identity.js';

/** Clearing a dead lock takes a few milliseconds. */
const GUARD_LIMIT_MS = 5_000;
const RETRY_MS = 10;

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
      if ((await readIfThere(path)) === mine) await rm(path, { force: true });
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

/** Returns when the lock may be free, and throws when its holder runs. */
async function clearStaleLock(path: string, folder: string): Promise<void> {
  refuseIfHeld(await readIfThere(path), folder);
  // Of several who find the same dead lock one clears it, after looking again: the others may have a new lock by then.
  const guard = `${path}.clearing`;
  if (!(await claimGuard(guard))) return;
  try {
    const left = await readIfThere(path);
    refuseIfHeld(left, folder);
    // Where there is none any more, somebody may be making a new one right now.
    if (left !== undefined) await rm(path);
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}

async function claimGuard(guard: string): Promise<boolean> {
  try {
    await mkdir(guard);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const made = await stat(guard).catch(() => undefined);
  // Whoever was killed between two system calls does not come back for it.
  if (made && Date.now() - made.mtimeMs > GUARD_LIMIT_MS) await rm(guard, { recursive: true, force: true });
  await sleep(RETRY_MS);
  return false;
}

function refuseIfHeld(lock: string | undefined, folder: string): void {
  const holder = parseHolder(lock ?? '');
  if (holder === undefined || !stillRuns(holder)) return;
  const who = holder.pid === process.pid ? 'this process' : `process ${holder.pid}`;
  throw new EmbeddedPostgresError(
    `The data folder ${folder} is already in use by ${who}. Stop that one first, or choose another folder with DATA_DIR.`,
  );
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

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
