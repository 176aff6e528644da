import type { Queue } from 'bullmq';

import { postgresBackend } from '../../src/platform/jobs/postgres-backend.js';
import { redisBackend } from '../../src/platform/jobs/redis-backend.js';
import type { SpecRedis } from './redis.js';
import type { SpecDatabase } from './spec-database.js';

export interface SpecQueue {
  readonly queue: Queue;
  close(): Promise<void>;
}

/** The queue of events from outside the product: a spec puts jobs in as nobody else would. */
export function openSpecQueue({ applicationUrl }: SpecDatabase, redis: SpecRedis | undefined): SpecQueue {
  const backend = redis ? redisBackend(redis.url) : postgresBackend(applicationUrl);
  const queue = backend.openQueue('events');
  const close = async (): Promise<void> => {
    await queue.close();
    await backend.close();
  };
  return { queue, close };
}
