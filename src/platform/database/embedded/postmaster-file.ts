import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server tells about itself in `postmaster.pid` (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** `undefined` when there is no such file or it names no process; the server itself judges those on its next start. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * Puts our own number in place of a foreign process's in a file that a dead server left behind. The server takes a file
 * that names its parent as stale (miscinit.c, CreateLockFile) and yet goes on to check that no orphan of the dead server
 * still writes to the folder; deleting the file would skip that check.
 */
export async function claimPostmasterFile(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^\d+/, String(process.pid)));
}
