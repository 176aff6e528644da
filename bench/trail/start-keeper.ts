import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { readConfig } from '../../src/config/index.js';
import type { KeeperAnswer, KeeperOrder, KeeperSettings } from './keeper-orders.js';

export interface Keeper {
  /** @throws Error when the keeper ended or found something wrong */
  obey(order: KeeperOrder): Promise<KeeperAnswer>;
  stop(): Promise<void>;
}

export async function startKeeper(databaseUrl: string): Promise<Keeper> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
  const child = fork(join(import.meta.dirname, 'keeper.js'), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = () => answerOf(child);
  const config = readConfig({ DATABASE_URL: databaseUrl, SHEWHART_SECRET: 'a secret for the bench alone, 32 or more' });
  child.send({ config } satisfies KeeperSettings);
  await answer();
  return {
    obey: (order) => {
      child.send(order);
      return answer();
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Reads an export without the product, as `shewhart verify` does, in a process that ends with it. */
export async function verifyOffline(file: string): Promise<KeeperAnswer> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
  const path = join(import.meta.dirname, 'offline-verifier.js');
  return answerOf(fork(path, [file], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
}

async function answerOf(child: ChildProcess): Promise<KeeperAnswer> {
  const heard = new AbortController();
  const gone = once(child, 'exit', heard).then(() => Promise.reject(new Error('the keeper of the trail ended')));
  try {
    const [told] = (await Promise.race([once(child, 'message', heard), gone])) as [KeeperAnswer];
    if (!told.ok) throw new Error('the trail does not verify');
    return told;
  } finally {
    gone.catch(() => undefined);
    heard.abort();
  }
}
