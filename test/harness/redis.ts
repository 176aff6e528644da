import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

import { Redis } from 'ioredis';

import { freePort } from './free-port.js';
import { eventually } from './eventually.js';

/** A Redis of one spec file's own, empty, that forgets everything when it stops. */
export interface SpecRedis {
  readonly url: string;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

export type BackendName = 'PostgreSQL' | 'Redis';

/**
 * Both homes of the job queue, for `describe.each`: PostgreSQL always, Redis when REDIS_URL or a `redis-server` is there.
 * CI may not skip one.
 */
export function backendsHere(): BackendName[] {
  if (process.env['REDIS_URL'] || serverBinary() || process.env['CI']) return ['PostgreSQL', 'Redis'];
  process.stderr.write('skipped on Redis: neither REDIS_URL nor a redis-server is there\n');
  return ['PostgreSQL'];
}

/** @returns undefined for PostgreSQL, where jobs live in the product's own database */
export async function startBackend(name: BackendName): Promise<SpecRedis | undefined> {
  return name === 'Redis' ? startSpecRedis() : undefined;
}

/** Uses the server of REDIS_URL (its databases 1 to 15 are emptied!), else starts one of this spec's own. */
export async function startSpecRedis(): Promise<SpecRedis> {
  const given = process.env['REDIS_URL'];
  if (given) return borrowDatabase(given);
  const binary = serverBinary();
  if (!binary) throw new Error('no Redis: set REDIS_URL or install redis-server');
  return startServer(binary);
}

async function borrowDatabase(url: string): Promise<SpecRedis> {
  const own = new URL(url);
  // Spec files that run at the same time have different worker numbers.
  own.pathname = `/${1 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % 15)}`;
  await empty(own.href);
  return { url: own.href, empty: () => empty(own.href), stop: () => empty(own.href) };
}

async function startServer(binary: string): Promise<SpecRedis> {
  mkdirSync(resolve('.test-data'), { recursive: true });
  const folder = mkdtempSync(resolve('.test-data/redis-'));
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn(binary, args, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  await eventually(() => empty(url).then(() => true), 'redis-server answers');
  return { url, empty: () => empty(url), stop: () => stopServer(server, folder) };
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  const ended = once(server, 'exit');
  if (server.exitCode === null && server.kill('SIGTERM')) await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** Removes all keys of the address's database. */
async function empty(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.flushdb();
  } finally {
    client.disconnect();
  }
}

function serverBinary(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
