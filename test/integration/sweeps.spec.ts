import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext, Type } from '@nestjs/common';

import { JobQueues, type Sweep, SweepRunner, Sweeps } from '../../src/platform/jobs/index.js';
import { eventually } from '../harness/eventually.js';
import { startJobsApp } from '../harness/jobs-app.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';

const EVERY_MS = 500;
const TIMETABLE = { 'remove-expired': { everyMs: EVERY_MS } };

/** When each run of the counted sweep began, over all workers of a test. */
let runs: number[] = [];

@Sweeps('remove-expired', 'once')
class Failing implements Sweep {
  async run(): Promise<number> {
    throw new Error('this part fails');
  }
}

@Sweeps('remove-expired', 'once')
class Counted implements Sweep {
  async run(): Promise<number> {
    runs.push(Date.now());
    return 0;
  }
}

describe.each(backendsHere())('the timetable with its jobs in %s', (backend) => {
  let redis: SpecRedis | undefined;
  let database: SpecDatabase;
  const apps: INestApplicationContext[] = [];

  beforeAll(async () => {
    redis = await startBackend(backend);
  });
  afterAll(async () => redis?.stop());

  beforeEach(async () => {
    database = await createSpecDatabase();
    runs = [];
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await database.drop();
    if (redis) await redis.empty();
  });

  async function start(providers: Type[], settings: { runsJobs?: boolean } = {}): Promise<INestApplicationContext> {
    const of = { databaseUrl: database.applicationUrl, redisUrl: redis?.url, timetable: TIMETABLE };
    const app = await startJobsApp({ ...of, providers, ...settings });
    apps.push(app);
    return app;
  }

  it('runs a sweep at once and then at every tick', async () => {
    const began = Date.now();
    await start([Counted]);
    await eventually(async () => runs.length >= 4, 'four ticks');
    expect(Date.now() - began).toBeGreaterThan(2 * EVERY_MS);
  });

  it('runs each tick once, however many workers there are', async () => {
    await Promise.all([1, 2, 3, 4].map(() => start([Counted])));
    await eventually(async () => runs.length >= 8, 'eight ticks');
    // A sweep may start late and the next in time, but never more often than the clock ticks.
    const elapsed = (runs.at(-1) ?? 0) - (runs[0] ?? 0);
    expect(runs.length).toBeLessThanOrEqual(elapsed / EVERY_MS + 2);
  });

  it('keeps its timetable over a restart without running twice in one tick', async () => {
    for (let life = 0; life < 3; life += 1) {
      await start([Counted]);
      await eventually(async () => runs.length > life, 'the sweep runs in this process, too');
      await apps.pop()?.close();
    }
    const elapsed = ((runs.at(-1) ?? 0) - (runs[0] ?? 0)) / EVERY_MS;
    expect(runs.length).toBeLessThanOrEqual(elapsed + 2);
  });

  it('takes a sweep off that is not on the timetable any more', async () => {
    const before = await start([Counted], { runsJobs: false });
    await before.get(JobQueues).scheduleSweeps(new Map([['abolished', 100]]));
    const told: string[] = [];
    await start([Counted]);
    before.get(JobQueues).workSweeps(async (name) => void told.push(name));
    await eventually(async () => runs.length + told.length >= 4, 'the timetable goes on');
    // One that was due before the change may still come; it is not scheduled again.
    const left = told.filter((name) => name === 'abolished').length;
    await sleep(3 * EVERY_MS);
    expect(left).toBeLessThanOrEqual(1);
    expect(told.filter((name) => name === 'abolished')).toHaveLength(left);
  });

  it('does not boot with a sweep that nobody does', async () => {
    const timetable = { ...TIMETABLE, 'water-plants': { everyMs: EVERY_MS } };
    const boot = startJobsApp({ databaseUrl: database.applicationUrl, timetable, runsJobs: false });
    await expect(boot).rejects.toThrow('on the timetable, but done by nobody: water-plants');
  });

  it('runs the other parts of a sweep when one fails, and says that it failed', async () => {
    const app = await start([Failing, Counted], { runsJobs: false });
    await expect(app.get(SweepRunner).run('remove-expired')).rejects.toThrow('this part fails');
    expect(runs).toHaveLength(1);
  });
});
