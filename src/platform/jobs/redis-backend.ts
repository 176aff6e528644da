import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

import { type JobBackend, TAKE_OVER } from './job-backend.js';

const CONNECT_LIMIT_MS = 5_000;
const RETRY_LIMIT_MS = 2_000;

/** Queues in Redis. */
export function redisBackend(redisUrl: string): JobBackend {
  let closed = false;
  // BullMQ makes copies of a connection that nobody else knows; closed while Redis is away, they would call for ever.
  const retryStrategy = (attempt: number): number | null => (closed ? null : Math.min(attempt * 100, RETRY_LIMIT_MS));
  // While Redis is away, handing over fails at once and the events wait in the outbox, where nothing can lose them.
  const producer = new Redis(redisUrl, { enableOfflineQueue: false, retryStrategy });
  // BullMQ's blocking reads wait for as long as it takes, so ioredis may not give up after some retries.
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
  const connections = [producer, consumer];
  // ioredis prints errors that nobody listens to; the queues and workers listen on their own.
  for (const connection of connections) connection.on('error', () => undefined);
  return {
    openQueue: (name) => new Queue(name, { connection: producer }),
    openWorker: (name, work, concurrency) =>
      new Worker(name, work, { connection: consumer, concurrency, ...TAKE_OVER }),
    connect: async () => {
      await Promise.all(connections.map((connection) => untilReady(connection, redisUrl)));
    },
    onReturn: (callback) => void producer.on('ready', callback),
    close: async () => {
      closed = true;
      for (const connection of connections) connection.disconnect();
    },
  };
}

async function untilReady(connection: Redis, redisUrl: string): Promise<void> {
  if (connection.status === 'ready') return;
  let reason = 'no answer';
  const remember = (error: NodeJS.ErrnoException): void => void (reason = error.message || error.code || reason);
  connection.on('error', remember);
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(reject, CONNECT_LIMIT_MS);
      connection.once('ready', () => resolve(clearTimeout(limit)));
    });
  } catch {
    const { hostname, port } = new URL(redisUrl);
    throw new Error(`Redis at ${hostname}:${port || 6379} cannot be used: ${reason}`);
  } finally {
    connection.off('error', remember);
  }
}
