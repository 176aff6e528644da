import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;

/**
 * Waits for something that happens by itself, such as a job.
 *
 * @throws Error naming what did not happen, with the last error met on the way
 */
export async function eventually(happened: () => Promise<boolean>, what: string, limitMs = 15_000): Promise<void> {
  const until = Date.now() + limitMs;
  let last: unknown;
  while (Date.now() < until) {
    try {
      if (await happened()) return;
    } catch (error) {
      last = error;
    }
    await sleep(POLL_MS);
  }
  throw new Error(`did not happen within ${limitMs} ms: ${what}`, { cause: last });
}
