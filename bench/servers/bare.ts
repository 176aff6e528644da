import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { RecordedLine } from '../recording/record-line.js';
import type { World } from '../world/world.js';
import { Server } from './server.js';

const MAIN = join(import.meta.dirname, '..', 'bare', 'main.js');

/** What the bare process is told when it has started. */
export interface BareSettings {
  readonly databaseUrl: string;
  /** By the names of the lines. */
  readonly recordings: Readonly<Record<string, RecordedLine>>;
}

/** Bare Fastify before bare `pg`, in a process of its own. */
export async function startBare(settings: BareSettings, world: World): Promise<Server> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
  const child = fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(settings);
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the bare pair does not start'))),
  ])) as [number];
  // It lives for as long as we hold it; the channel is not what keeps us running.
  child.unref();
  child.channel?.unref();
  return new Server(`http://127.0.0.1:${port}`, 'bare', world.headers, child);
}

/** Below which the bare pair answers a line: two lines may share a route. */
export function barePrefix(lineIndex: number): string {
  return `/line-${lineIndex}`;
}
