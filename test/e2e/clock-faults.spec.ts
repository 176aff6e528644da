import { afterEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { SettableClock } from '../../src/kernel/time/index.js';
import { Given, type GivenPerson } from '../factories/given.js';
import { ClockProcess } from '../harness/clock-process.js';
import { eventually } from '../harness/eventually.js';
import { openSql } from '../harness/index.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';

const BEGIN = new Date('2026-10-29T12:00:00Z');
const PATIENCE_MS = 180_000;

/** Where the clock of the process stands, and what is late in the light of it, told once each. */
const STEPS: readonly (readonly [instant: string, newlyLate: string | null, why: string])[] = [
  ['2026-10-29T12:00:00Z', null, 'nothing is due yet'],
  ['2026-11-02T04:59:59Z', null, 'clocks went back on Sunday: Monday begins in New York at five, not at four'],
  ['2026-11-02T05:00:00Z', 'autumn', 'it is Monday in New York'],
  ['2026-11-01T05:00:00Z', null, 'the clock jumps back a day: what is told is told'],
  ['2026-11-02T05:00:00Z', null, 'and comes there again'],
  ['2026-11-03T05:00:00Z', null, 'and jumps ahead a day'],
  ['2027-03-15T03:59:59Z', null, 'clocks went forward on Sunday: it is still Sunday in New York'],
  ['2027-03-15T04:00:00Z', 'spring', 'Monday begins an hour sooner than in winter'],
  ['2028-01-02T15:59:59Z', null, 'a Sunday in Shanghai'],
  ['2028-01-02T16:00:00Z', 'year end', 'nobody has decreed 2028 yet, so Monday is worked'],
  ['2028-02-28T16:00:00Z', 'day before', 'it is 29 February in Shanghai'],
  ['2028-02-29T15:59:59Z', null, 'still 29 February'],
  ['2028-02-29T16:00:00Z', 'leap day', '1 March begins'],
  ['2028-03-01T17:00:00Z', null, '2 March in Shanghai, 1 March for who works in Los Angeles'],
];

describe('a product whose clock jumps', () => {
  let database: SpecDatabase;
  let sql: DataSource;
  let redis: SpecRedis | undefined;
  let product: ClockProcess;

  afterEach(async () => {
    await product.stop();
    await sql.destroy();
    await redis?.stop();
    await database.drop();
  });

  it.each(backendsHere())(
    'tells each of what is late once and in time: jobs in %s',
    async (backend) => {
      redis = await startBackend(backend);
      database = await createSpecDatabase();
      sql = await openSql(database);
      product = new ClockProcess(BEGIN, database.applicationUrl, redis && { REDIS_URL: redis.url });
      const given = new Given(sql, await product.listens(), new SettableClock(BEGIN));
      const workspace = await given.workspace();
      const lead = await given.person(workspace, 'lead');
      const inZone = async (timeZone: string): Promise<GivenPerson> => {
        const person = await given.person(workspace, 'member');
        const path = `${workspace.path}/members/${person.userId}/working-time`;
        expect((await lead.http.get(path)).status).toBe(200);
        const set = await person.http.patch(path, { timeZone }, 0);
        expect(set.status).toBe(200);
        return person;
      };
      const newYork = await inZone('America/New_York');
      const traveller = await inZone('America/Los_Angeles');
      const shanghai = await given.person(workspace, 'member');
      const { key } = await given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
      const owe = async (title: string, { userId }: GivenPerson, dueOn: string): Promise<void> => {
        const body = { title, assigneeId: userId, dueOn };
        expect((await lead.http.post(`${workspace.path}/items/${key}/tasks`, body)).status).toBe(201);
      };
      await owe('autumn', newYork, '2026-10-30');
      await owe('spring', newYork, '2027-03-12');
      await owe('year end', shanghai, '2027-12-31');
      await owe('day before', shanghai, '2028-02-28');
      await owe('leap day', shanghai, '2028-02-29');
      await owe('moved house', traveller, '2028-03-01');

      const late: string[] = [];
      for (const [instant, newlyLate, why] of STEPS) {
        if (newlyLate !== null) late.push(newlyLate);
        await standsAt(new Date(instant));
        expect({ instant, why, late: await toldOf('task.overdue') }).toEqual({ instant, why, late: both(late) });
      }

      // Who has two zones owes by the one that holds now: in Shanghai the day is over, and back again it is told already.
      const path = `${workspace.path}/members/${traveller.userId}/working-time`;
      for (const [timeZone, version] of [
        ['Asia/Shanghai', 1],
        ['America/Los_Angeles', 2],
      ] as const) {
        expect((await traveller.http.patch(path, { timeZone }, version)).status).toBe(200);
        await eventually(async () => (await unfinished()) === 0, 'the days are reckoned anew');
        await eventually(
          async () => (await toldOf('task.overdue'))['moved house'] === 2,
          `told by the day of ${timeZone}`,
        );
      }
      await standsAt(new Date('2028-03-02T09:00:00Z'));
      expect(await toldOf('task.overdue')).toEqual(both([...late, 'moved house']));
      expect(Object.values(await toldOf('task.due_soon')).every((count) => count === 1)).toBe(true);
      expect(await product.stop()).toBe(0);
    },
    PATIENCE_MS,
  );

  /** Who owes it and who owns the item hear of each once. */
  function both(titles: readonly string[]): Record<string, number> {
    return Object.fromEntries([...titles].sort().map((title) => [title, 2]));
  }

  /** The clock stands there, the sweeps have run by it, and whatever follows has happened. */
  async function standsAt(instant: Date): Promise<void> {
    product.set(instant);
    const ran = async (): Promise<boolean> => {
      const rows = await sql.query<unknown[]>(
        `SELECT FROM sweep_runs WHERE name IN ('flag-overdue', 'remind-before-due') AND started_at = $1`,
        [instant],
      );
      return rows.length === 2;
    };
    await eventually(ran, `the sweeps run at ${instant.toISOString()}`, 30_000);
    await eventually(async () => (await unfinished()) === 0, 'all effects arrive', 30_000);
  }

  async function unfinished(): Promise<number> {
    const [row] = await sql.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM outbox_events WHERE finished_at IS NULL',
    );
    return row?.n ?? -1;
  }

  /** How many were told of each task. */
  async function toldOf(kind: string): Promise<Record<string, number>> {
    const rows = await sql.query<{ title: string; n: number }[]>(
      `SELECT t.title, count(*)::int AS n FROM notifications n JOIN tasks t ON t.id::text = n.subject_id
       WHERE n.kind = $1 GROUP BY t.title ORDER BY t.title`,
      [kind],
    );
    return Object.fromEntries(rows.map(({ title, n }) => [title, n]));
  }
});
