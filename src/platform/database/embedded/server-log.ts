import { open, rename, stat, type FileHandle } from 'node:fs/promises';

const MAX_LOG_BYTES = 10 * 1024 * 1024;
/** Enough for the complaints of one failed start. */
const TAIL_BYTES = 64 * 1024;

/** The server's log during one start: `handle` is what the server writes to, `from` where this start begins. */
export interface ServerLog {
  readonly path: string;
  readonly handle: FileHandle;
  readonly from: number;
}

/** Opens the log for appending; over 10 MB it first moves to `postgres.log.1`, replacing the one before. */
export async function openServerLog(path: string): Promise<ServerLog> {
  if ((await sizeOf(path)) > MAX_LOG_BYTES) await rename(path, `${path}.1`);
  const from = await sizeOf(path);
  return { path, handle: await open(path, 'a', 0o640), from };
}

/** What the server complained about last since this start began: its last fatal line, else its last line. */
export async function lastComplaint(log: Pick<ServerLog, 'path' | 'from'>): Promise<string> {
  const lines = (await readTail(log)).split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.findLastIndex((line) => /\b(FATAL|PANIC):/.test(line));
  if (fatal === -1) return withoutPrefix(lines.at(-1) ?? 'it wrote nothing to its log');
  const detail = lines[fatal + 1]?.includes('DETAIL:') ? ` ${withoutPrefix(lines[fatal + 1] ?? '')}` : '';
  return withoutPrefix(lines[fatal] ?? '') + detail;
}

async function readTail({ path, from }: Pick<ServerLog, 'path' | 'from'>): Promise<string> {
  const size = await sizeOf(path);
  const start = Math.max(from, size - TAIL_BYTES);
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.max(0, size - start)), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** `2026-01-31 12:00:00.000 UTC [42] FATAL:  text` → `FATAL: text`. */
function withoutPrefix(line: string): string {
  return line.replace(/^.*?\[\d+\] /, '').replace(/\s+/g, ' ');
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
