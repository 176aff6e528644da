import { execFile, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { commandLine, processStart } from './process-identity.js';
import { claimPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import { lastComplaint, type ServerLog } from './server-log.js';
import { SERVER_ENVIRONMENT } from './server-settings.js';
import type { ServiceAccount } from './service-account.js';

const POLL_MS = 15;
/** Replaying the log after a power cut takes its time, and the server says so in its log; longer than this it hangs. */
const START_LIMIT_MS = 300_000;
const PROGRESS_EVERY_MS = 5_000;
const FAST_STOP_LIMIT_MS = 60_000;
const IMMEDIATE_STOP_LIMIT_MS = 10_000;

/** A PostgreSQL server process; `startedAt` tells it from a later process with the same number. */
export interface Postmaster {
  readonly pid: number;
  readonly startedAt: string;
}

export interface Launch {
  readonly binaries: PostgresBinaries;
  readonly cluster: string;
  readonly account: ServiceAccount;
  readonly arguments: string[];
  readonly log: ServerLog;
}

/** Starts the server and returns at once. */
export async function launch(how: Launch): Promise<Postmaster> {
  const output = how.log.handle.fd;
  const child = spawn(how.binaries.postgres, ['-D', how.cluster, ...how.arguments], {
    ...(how.account && { uid: how.account.uid, gid: how.account.gid }),
    cwd: how.cluster,
    env: SERVER_ENVIRONMENT,
    // A session of its own: Ctrl-C at the terminal must not stop the database before the API has drained.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new EmbeddedPostgresError(`The database server cannot be started: ${error.message}`)),
    );
  });
  child.unref();
  const pid = child.pid ?? 0;
  return { pid, startedAt: processStart(pid) ?? 'ended' };
}

/** The server that an earlier process of ours, killed before it could stop it, left running on this cluster. */
export async function findSurvivor(cluster: string): Promise<Postmaster | undefined> {
  const file = await readPostmasterFile(cluster);
  if (file === undefined) return undefined;
  const startedAt = processStart(file.pid);
  if (startedAt === undefined) return undefined;
  if (process.platform !== 'win32' && !commandLine(file.pid).includes(cluster)) {
    // The number now belongs to a stranger, common after a container restart, and the server would refuse to start.
    await claimPostmasterFile(cluster);
    return undefined;
  }
  return { pid: file.pid, startedAt };
}

/**
 * Waits until the server accepts connections.
 *
 * @returns its TCP port, or `undefined` when it is shutting down or has ended.
 * @throws EmbeddedPostgresError when it does neither within five minutes.
 */
export async function whenReady(
  server: Postmaster,
  cluster: string,
  log: Pick<ServerLog, 'path' | 'from'>,
  report: (line: string) => void,
): Promise<number | undefined> {
  const began = Date.now();
  let reported = began;
  while (isRunning(server)) {
    const file = await readPostmasterFile(cluster);
    if (file?.pid === server.pid && file.status === 'ready') return file.port;
    if (file?.pid === server.pid && file.status === 'stopping') return undefined;
    if (Date.now() - began > START_LIMIT_MS) throw await tooSlow(server, cluster, log);
    if (Date.now() - reported > PROGRESS_EVERY_MS) {
      reported = Date.now();
      report(`Waiting for the database: ${await lastComplaint(log)}`);
    }
    await sleep(POLL_MS);
  }
  return undefined;
}

/** Fast shutdown: open transactions are rolled back, a checkpoint is written. Returns when the process is gone. */
export async function stopPostmaster(server: Postmaster, binaries: PostgresBinaries): Promise<void> {
  await signal(server, 'INT', binaries);
  if (await whenGone(server, FAST_STOP_LIMIT_MS)) return;
  // Loses nothing that was committed: the next start replays the write-ahead log.
  await signal(server, 'QUIT', binaries);
  if (await whenGone(server, IMMEDIATE_STOP_LIMIT_MS)) return;
  throw new EmbeddedPostgresError(`The database server (process ${server.pid}) does not stop.`);
}

export function isRunning(server: Postmaster): boolean {
  return processStart(server.pid) === server.startedAt;
}

export async function whenGone(server: Postmaster, limitMs: number): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (isRunning(server)) {
    if (Date.now() > until) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function signal(server: Postmaster, name: 'INT' | 'QUIT', binaries: PostgresBinaries): Promise<void> {
  if (!isRunning(server)) return;
  // Windows has no signals; PostgreSQL brings a messenger of its own.
  if (process.platform === 'win32') await promisify(execFile)(binaries.pgCtl, ['kill', name, String(server.pid)]);
  else process.kill(server.pid, `SIG${name}`);
}

async function tooSlow(server: Postmaster, cluster: string, log: Pick<ServerLog, 'path' | 'from'>): Promise<Error> {
  return new EmbeddedPostgresError(
    `The database in ${cluster} (process ${server.pid}) is not ready after ${START_LIMIT_MS / 60_000} minutes: ${await lastComplaint(log)} (log: ${log.path})`,
  );
}
