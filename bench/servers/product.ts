import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '../../src/platform/database/embedded/server-settings.js';
import type { World } from '../world/world.js';
import { Server } from './server.js';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.js');
const START_LIMIT_MS = 30_000;

export interface ProductSettings {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly world: World;
  /** Folder for a CPU profile of the whole run. */
  readonly profile: string | undefined;
}

/** The product's HTTP process, as it runs in production. */
export async function startProduct({ databaseUrl, dataDir, world, profile }: ProductSettings): Promise<Server> {
  const port = await freePort();
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...flags, MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SHEWHART_SECRET: randomBytes(32).toString('base64url'),
    },
  });
  const server = new Server(`http://127.0.0.1:${port}`, 'shewhart', world.headers, child);
  await whenServing(server.url, child);
  return server;
}

async function whenServing(url: string, child: ChildProcess): Promise<void> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => said.push(text.toString()));
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the product does not start:\n${said.join('').slice(-4_000)}`);
    }
    await pause(50);
  }
}
