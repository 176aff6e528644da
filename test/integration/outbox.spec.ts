import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import { SettableClock } from '../../src/kernel/time/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { JOB_PLAN, JobQueues } from '../../src/platform/jobs/index.js';
import { type OutboxEvent, OutboxRelay, type Reaction, Reactions, ReactsTo } from '../../src/platform/outbox/index.js';
import { eventually } from '../harness/eventually.js';
import { recordEvents, startJobsApp } from '../harness/jobs-app.js';
import { openSpecQueue } from '../harness/spec-queue.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';
import { openSql } from '../harness/spec-product.js';

const SLOW_MS = 1_500;

/** Leaves a row for each time its effect was committed. */
function note(event: OutboxEvent, tx: Tx, who: string): Promise<unknown> {
  return tx.query('INSERT INTO spec_effects VALUES ($1, $2)', [event.id, who]);
}

@ReactsTo({ name: 'spec-greeting', on: ['spec.happened', 'spec.failed_twice', 'spec.hopeless'] })
class Greeting implements Reaction {
  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await note(event, tx, 'greeting');
  }
}

@ReactsTo({ name: 'spec-flaky', on: ['spec.failed_twice'] })
class Flaky implements Reaction {
  private attempts = 0;

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await note(event, tx, 'flaky');
    this.attempts += 1;
    if (this.attempts <= 2) throw new Error(`attempt ${this.attempts}`);
  }
}

@ReactsTo({ name: 'spec-hopeless', on: ['spec.hopeless'] })
class Hopeless implements Reaction {
  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await note(event, tx, 'hopeless');
    throw new Error('there is no cure');
  }
}

@ReactsTo({ name: 'spec-picky', on: ['spec.odd'] })
class Picky implements Reaction {
  private refused = false;

  async preselect(events: readonly OutboxEvent[]): Promise<readonly OutboxEvent[]> {
    return events.filter(({ id }) => id % 2 === 1);
  }

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await note(event, tx, 'picky');
    if (this.refused) return;
    this.refused = true;
    throw new Error('not at the first attempt');
  }
}

@ReactsTo({ name: 'spec-slow', on: ['spec.took_long'] })
class Slow implements Reaction {
  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await note(event, tx, 'slow began');
    await sleep(SLOW_MS);
    await note(event, tx, 'slow ended');
  }
}

@ReactsTo({ name: 'spec-greeting', on: ['spec.happened'] })
class SecondOfTheSameName extends Greeting {}

const REACTIONS: Type[] = [Greeting, Flaky, Hopeless, Picky, Slow];

describe.each(backendsHere())('the outbox with its jobs in %s', (backend) => {
  let redis: SpecRedis | undefined;
  let database: SpecDatabase;
  let sql: DataSource;
  const apps: INestApplicationContext[] = [];

  beforeAll(async () => {
    redis = await startBackend(backend);
  });
  afterAll(async () => redis?.stop());

  beforeEach(async () => {
    database = await createSpecDatabase();
    sql = await openSql(database);
    await sql.query(
      'CREATE TABLE spec_effects (event_id bigint, who text); GRANT INSERT ON spec_effects TO shewhart_app',
    );
  });
  afterEach(async () => {
    for (const app of apps.splice(0).reverse()) await app.close();
    await sql.destroy();
    await database.drop();
    if (redis) await redis.empty();
  });

  async function start(settings: { runsJobs?: boolean; clock?: SettableClock } = {}): Promise<INestApplicationContext> {
    const of = { databaseUrl: database.applicationUrl, redisUrl: redis?.url, providers: REACTIONS };
    const app = await startJobsApp({ ...of, ...settings });
    apps.push(app);
    return app;
  }

  async function effects(): Promise<string[]> {
    const rows = await sql.query<{ told: string }[]>(
      `SELECT event_id || ' ' || who AS told FROM spec_effects ORDER BY event_id, who`,
    );
    return rows.map(({ told }) => told);
  }

  const notesOf = async (who: string): Promise<number> => (await effects()).filter((told) => told.endsWith(who)).length;

  const unfinished = async (): Promise<number> => {
    const [row] = await sql.query<{ count: number }[]>('SELECT count(*) FROM outbox_events WHERE finished_at IS NULL');
    return Number(row?.count);
  };

  const allFinished = (): Promise<void> =>
    eventually(async () => (await unfinished()) === 0, 'every event is finished');

  it('gives every event its effect exactly once', async () => {
    await start();
    const ids = await recordEvents(sql, 'spec.happened', 700);
    await allFinished();
    expect(await effects()).toEqual(ids.map((id) => `${id} greeting`));
  });

  it('finishes events that nobody reacts to', async () => {
    await start();
    await recordEvents(sql, 'spec.ignored', 3);
    await allFinished();
    expect(await effects()).toEqual([]);
  });

  it('has one effect when two workers relay and work the same events', async () => {
    const ids = await recordEvents(sql, 'spec.happened', 300);
    await Promise.all([start(), start()]);
    await allFinished();
    expect(await effects()).toEqual(ids.map((id) => `${id} greeting`));
  });

  it('takes no event twice when two relays hand over at once', async () => {
    await recordEvents(sql, 'spec.happened', 600);
    const relays = await Promise.all([start({ runsJobs: false }), start({ runsJobs: false })]);
    const taken = await Promise.all(relays.map((app) => app.get(OutboxRelay).handOver()));
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(600);
  });

  it('has one effect when the same batch is handed over twice, even after it was worked', async () => {
    const worker = await start();
    const ids = await recordEvents(sql, 'spec.happened', 20);
    await worker.get(JobQueues).addEvents(ids.map((id) => ({ id })));
    await worker.get(JobQueues).addEvents(ids.map((id) => ({ id })));
    await allFinished();
    await worker.get(JobQueues).addEvents(ids.map((id) => ({ id })));
    await recordEvents(sql, 'spec.ignored');
    await allFinished();
    expect(await effects()).toEqual(ids.map((id) => `${id} greeting`));
  });

  it('takes an event that a killed relay had claimed once that claim has run out', async () => {
    await recordEvents(sql, 'spec.happened', 3);
    const claimed = (ago: string): Promise<unknown> =>
      sql.query(`UPDATE outbox_events SET claimed_at = clock_timestamp() - interval '${ago}', dispatched_at = NULL`);
    const relay = (await start({ runsJobs: false })).get(OutboxRelay);
    await claimed('5 seconds');
    expect(await relay.handOver()).toBe(0);
    await claimed('11 seconds');
    expect(await relay.handOver()).toBe(3);
    expect(await relay.handOver()).toBe(0);
    // The clock was set back by a day after the claim.
    await claimed('-1 day');
    expect(await relay.handOver()).toBe(3);
  });

  it('hands an event over again that the queue had taken and lost', async () => {
    const clock = new SettableClock(new Date());
    const ids = await recordEvents(sql, 'spec.happened', 5);
    await sql.query('UPDATE outbox_events SET dispatched_at = $1', [clock.now()]);
    const relay = (await start({ clock })).get(OutboxRelay);
    clock.advance({ minutes: 9 });
    expect(await relay.recover()).toBe(0);
    clock.advance({ minutes: 2 });
    expect(await relay.recover()).toBe(5);
    await allFinished();
    expect(await effects()).toEqual(ids.map((id) => `${id} greeting`));
  });

  it('tries a reaction that fails again, and keeps the effects of the others at one', async () => {
    await start();
    const [id] = await recordEvents(sql, 'spec.failed_twice');
    await eventually(async () => (await effects()).length === 1, 'the reaction beside the failing one has its effect');
    expect(await effects()).toEqual([`${id} greeting`]);
    expect(await unfinished()).toBe(1);
    await allFinished();
    expect(await effects()).toEqual([`${id} flaky`, `${id} greeting`]);
  });

  it('keeps a reaction that failed at its last attempt, with its reason, and is done with the event', async () => {
    const worker = await start({ runsJobs: false });
    const [id = 0] = await recordEvents(sql, 'spec.hopeless');
    await sql.query('UPDATE outbox_events SET dispatched_at = now()');
    const [event] = await sql.query<{ workspaceId: string }[]>(
      'SELECT workspace_id AS "workspaceId" FROM outbox_events',
    );
    const jobs = openSpecQueue(database, redis);
    await jobs.queue.add('event', { eventId: id, ...event }, { attempts: 3, backoff: 10, removeOnFail: true });
    worker.get(JobQueues).workEvents((events, attempt) => worker.get(Reactions).runForAll(events, attempt));
    await allFinished();
    await jobs.close();
    expect(await effects()).toEqual([`${id} greeting`]);
    expect(await sql.query('SELECT name, reason, attempts, state, event_type FROM dead_letters')).toEqual([
      {
        name: 'spec-hopeless',
        reason: 'Error: there is no cure',
        attempts: 3,
        state: 'dead',
        event_type: 'spec.hopeless',
      },
    ]);
  });

  it('hands over what people did before what the clock did, and then the older first', async () => {
    const relay = await start({ runsJobs: false });
    const ids = await recordEvents(sql, 'spec.happened', 3);
    await sql.query('UPDATE outbox_events SET priority = 1 WHERE id = $1', [ids[0]]);
    await relay.get(OutboxRelay).handOver();
    const worked: number[] = [];
    relay.get(JobQueues).workEvents(async ({ ids: [id = 0] }) => worked.push(id) > 0);
    await eventually(async () => worked.length === 3, 'all are worked');
    expect(worked).toEqual([ids[1], ids[2], ids[0]]);
  });

  it('leaves a flood in the outbox once the queue is deep, and goes on as it is worked off', async () => {
    const { mostWaiting, mostInJob, jobsOfBatch } = JOB_PLAN.events;
    const relay = await start({ runsJobs: false });
    const flood = mostWaiting * mostInJob + 2_000;
    await recordEvents(sql, 'spec.ignored', flood);
    let handed = 0;
    for (let count = 1; count > 0; handed += count) count = await relay.get(OutboxRelay).handOverSome();
    const { waiting } = (await relay.get(JobQueues).depths()).events;
    expect(waiting).toBeGreaterThanOrEqual(mostWaiting);
    expect(waiting).toBeLessThan(mostWaiting + jobsOfBatch);
    expect(handed).toBeLessThan(flood);
    expect(await relay.get(OutboxRelay).handOverSome()).toBe(0);
    let worked = 0;
    relay.get(JobQueues).workEvents(async () => (worked += 1) > 0);
    await eventually(async () => worked > jobsOfBatch * 2, 'some are worked off');
    expect(await relay.get(OutboxRelay).handOverSome()).toBeGreaterThan(0);
  });

  it('tries the one event of a job again that failed, and no other of them', async () => {
    const ids = await recordEvents(sql, 'spec.odd', 300);
    await start();
    const chosen = ids.filter((id) => id % 2 === 1);
    await eventually(async () => (await effects()).length === chosen.length - 1, 'all but one have their effect');
    expect(await unfinished()).toBe(1);
    await allFinished();
    expect(await effects()).toEqual(chosen.map((id) => `${id} picky`));
  });

  it('ends a job of many events after the one at hand when its worker stops, and leaves the others to the next', async () => {
    const ids = await recordEvents(sql, 'spec.took_long', 40);
    const worker = await start();
    await eventually(async () => (await notesOf('slow ended')) > 0, 'some are worked');
    const began = Date.now();
    await worker.close();
    expect(Date.now() - began).toBeLessThan(2 * SLOW_MS);
    const ended = await notesOf('slow ended');
    expect(await notesOf('slow began')).toBe(ended);
    expect(await unfinished()).toBe(ids.length - ended);
    await sql.query('DELETE FROM outbox_events WHERE finished_at IS NULL AND id <> ALL ($1)', [ids.slice(0, 6)]);
    await start();
    await allFinished();
    expect(await notesOf('slow began')).toBe(await notesOf('slow ended'));
  });

  it('lets the running reaction finish when its worker stops, and leaves the rest to the next', async () => {
    const worker = await start();
    const [id] = await recordEvents(sql, 'spec.took_long');
    const running = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`;
    await eventually(async () => (await sql.query<unknown[]>(running)).length > 0, 'the reaction runs');
    await worker.close();
    expect(await effects()).toEqual([`${id} slow began`, `${id} slow ended`]);
    expect(await unfinished()).toBe(0);
    const [later] = await recordEvents(sql, 'spec.happened');
    await start();
    await allFinished();
    expect(await effects()).toContain(`${later} greeting`);
  });

  it('writes nothing about trouble while it works and stops', async () => {
    const told: string[] = [];
    const write = (...parts: unknown[]): void => void told.push(parts.join(' '));
    const logger = { log: () => undefined, warn: write, error: write, fatal: write };
    const of = { databaseUrl: database.applicationUrl, redisUrl: redis?.url, providers: REACTIONS };
    const worker = await startJobsApp({ ...of, logger, timetable: { 'remove-expired': { everyMs: 200 } } });
    await recordEvents(sql, 'spec.happened', 50);
    await allFinished();
    const began = Date.now();
    await worker.close();
    expect(Date.now() - began).toBeLessThan(2_500);
    expect(told).toEqual([]);
  });

  it('does not boot with two reactions of one name', async () => {
    const providers = [Greeting, SecondOfTheSameName];
    const boot = startJobsApp({ databaseUrl: database.applicationUrl, providers, runsJobs: false });
    await expect(boot).rejects.toThrow('two reactions are called "spec-greeting"');
  });
});
