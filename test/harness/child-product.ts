import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { SPEC_SECRET } from '../factories/given.js';

const STANDALONE = fileURLToPath(new URL('../../dist/src/standalone.js', import.meta.url));

export interface ChildProduct {
  readonly url: string;
  /** All that it wrote so far, on either stream. */
  log(): string;
  /** SIGKILL: no handler runs, nothing is finished. */
  kill(): Promise<void>;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** The compiled product in a process of its own, HTTP and jobs, on a database that is there already. */
export async function startChildProduct(databaseUrl: string, env: Record<string, string> = {}): Promise<ChildProduct> {
  const child = spawn(process.execPath, [STANDALONE], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: databaseUrl,
      SHEWHART_SECRET: SPEC_SECRET,
      // One person does in a spec what a company does in an hour.
      RATE_LIMIT_PERSON: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const url = await listeningAddress(child, () => written);
  return {
    url,
    log: () => written,
    kill: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}

async function listeningAddress(child: ChildProcess, written: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (): void => {
      const address = /listens on (http:\S+)/.exec(written())?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it listened:\n${written()}`)));
  });
}
