import {
  createPostgresBackend,
  type Job,
  type JobProgress,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  Worker,
} from 'bullmq';
import pg from 'pg';

import { outliveLostConnections, withSetting } from '../database/index.js';
import { type JobBackend, TAKE_OVER } from './job-backend.js';

/** Each worker keeps one connection to listen on; the rest are shared by all queues of the process. */
const CONNECTIONS = 8;
const CONNECT_LIMIT_MS = 10_000;

/** Queues in the product's own database, in BullMQ's schema, on one small pool of their own. */
export function postgresBackend(databaseUrl: string): JobBackend {
  const connection = new pg.Pool({
    connectionString: withSetting(databaseUrl, 'search_path', 'bullmq'),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: 'shewhart-jobs',
  });
  outliveLostConnections(connection);
  return {
    openQueue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    openWorker: <Data>(name: string, work: (job: Job<Data>) => Promise<void>, concurrency: number) =>
      new Worker<Data, void, string, PostgresQueueBackend, JobProgress, PostgresConnectionOptions>(
        name,
        work,
        { connection, concurrency, ...TAKE_OVER },
        createPostgresBackend,
      ) as unknown as Worker,
    connect: async () => (await connection.connect()).release(),
    // What was committed is still there when the database is back.
    onReturn: () => undefined,
    close: () => connection.end(),
  };
}
