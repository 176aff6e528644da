import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
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
  // A file, as a service manager would give it: reading a pipe would cost the load's process time.
  const logPath = join(dataDir, 'product.log');
  const log = openSync(logPath, 'w');
  const child = spawn(process.execPath, [...flags, MAIN], {
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SHEWHART_SECRET: randomBytes(32).toString('base64url'),
      // Counted as in production, and never reached.
      RATE_LIMIT_PERSON: '999999999',
      RATE_LIMIT_KEY: '999999999',
    },
  });
  closeSync(log);
  const server = new Server(`http://127.0.0.1:${port}`, 'shewhart', world.headers, child);
  await whenServing(server.url, child, logPath);
  return server;
}

async function whenServing(url: string, child: ChildProcess, logPath: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the product does not start:\n${readFileSync(logPath, 'utf8').slice(-4_000)}`);
    }
    await pause(50);
  }
}
