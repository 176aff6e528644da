import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import type pg from 'pg';
import { v7 } from 'uuid';

import { readConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { JOB_PLAN } from '../../src/platform/jobs/index.js';
import { postgresBackend } from '../../src/platform/jobs/postgres-backend.js';
import { redisBackend } from '../../src/platform/jobs/redis-backend.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { Running } from '../running.js';
import { startDatabase } from '../world/database.js';

const FULL = { jobs: 5_000, rounds: 3 };
const SMOKE = { jobs: 100, rounds: 1 };
/** As the relay hands them over. */
const BATCH = 500;
const WAIT_LIMIT_MS = 300_000;

/** Events carried a second by relay and worker, and jobs a second by bare BullMQ: those of the round with the middle ratio. */
export interface RelayFigures {
  readonly jobs: number;
  readonly rate: number;
  readonly bareRate: number;
  readonly ratio: number;
  readonly spread: readonly [least: number, greatest: number];
}

/** Where the jobs of both sides live; PostgreSQL when it is not set. Its queue `events` must be nobody else's. */
const REDIS_URL = process.env['REDIS_URL'];

/** In a database of its own, jobs there or in the Redis of REDIS_URL; leaves nothing running, whatever happens. */
export async function measureRelay(
  smoke: boolean,
  dataDir: string,
  report: (step: string) => void,
): Promise<RelayFigures> {
  const { jobs, rounds } = smoke ? SMOKE : FULL;
  const running = new Running();
  running.stopOnSignal();
  try {
    const { sql, applicationUrl } = running.add(await startDatabase(dataDir));
    const workspaceId = v7();
    await sql.query(
      `INSERT INTO workspaces (id, slug, name, time_zone, created_at) VALUES ($1, 'relay', 'relay', 'Asia/Shanghai', now())`,
      [workspaceId],
    );
    report(`Carrying ${jobs} events, and as many jobs of bare BullMQ …`);
    const found: { rate: number; bareRate: number; ratio: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bareRate = jobs / (await bareSeconds(applicationUrl, jobs));
      const rate = jobs / (await relayedSeconds(applicationUrl, sql, workspaceId, jobs));
      found.push({ rate, bareRate, ratio: rate / bareRate });
    }
    found.sort((one, other) => one.ratio - other.ratio);
    const middle = found[Math.floor(found.length / 2)] ?? { rate: NaN, bareRate: NaN, ratio: NaN };
    return { jobs, ...middle, spread: [found[0]?.ratio ?? NaN, found.at(-1)?.ratio ?? NaN] };
  } finally {
    await running.stop();
  }
}

/** From the first event committed to the last one finished, with the product's relay and worker. */
async function relayedSeconds(databaseUrl: string, sql: pg.Client, workspaceId: string, jobs: number): Promise<number> {
  const secret = 'a secret for the bench alone, 32 or more';
  const config = readConfig({ DATABASE_URL: databaseUrl, SHEWHART_SECRET: secret, REDIS_URL });
  const logger = new TerminalLogger(() => undefined);
  const app = await createApp({ config, clock: systemClock, runsJobs: true, timetable: {} }, logger);
  await app.init();
  const began = performance.now();
  // Nobody reacts to it but webhooks, of which there are none: what is left is what carrying it costs.
  await sql.query(
    `INSERT INTO outbox_events (workspace_id, type, payload, occurred_at)
     SELECT $1, 'bench.happened', '{"subjectType": "bench", "subjectId": "1", "itemId": null, "actorId": null}', now()
     FROM generate_series(1, $2::int)`,
    [workspaceId, jobs],
  );
  await until(async () => {
    const { rows } = await sql.query('SELECT FROM outbox_events WHERE finished_at IS NULL LIMIT 1');
    return rows.length === 0;
  });
  const seconds = (performance.now() - began) / 1_000;
  await app.close();
  // What earlier rounds left behind is nothing that a product with autovacuum would meet.
  await sql.query('TRUNCATE outbox_events CASCADE');
  return seconds;
}

/** The same number of jobs that do nothing, added in the same batches and worked by as many at once. */
async function bareSeconds(databaseUrl: string, jobs: number): Promise<number> {
  const backend = REDIS_URL === undefined ? postgresBackend(databaseUrl) : redisBackend(REDIS_URL);
  await backend.connect();
  const queue = backend.openQueue('events');
  let done = 0;
  const worker = backend.openWorker('events', async () => void (done += 1), JOB_PLAN.events.concurrency);
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  const began = performance.now();
  const options = { removeOnComplete: true };
  for (let first = 0; first < jobs; first += BATCH) {
    const count = Math.min(BATCH, jobs - first);
    await queue.addBulk(
      Array.from({ length: count }, (_, n) => ({ name: 'bare', data: { n: first + n }, opts: options })),
    );
  }
  await until(async () => done === jobs);
  const seconds = (performance.now() - began) / 1_000;
  await worker.close();
  await queue.close();
  await backend.close();
  return seconds;
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  while (!(await isDone())) {
    if (performance.now() > deadline) throw new Error('the jobs are not done within five minutes');
    await pause(20);
  }
}
