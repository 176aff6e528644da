import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Redis } from 'ioredis';

import { OutboxRelay } from '../../src/platform/outbox/index.js';
import { startChildProduct } from '../harness/child-product.js';
import { CuttableWire } from '../harness/cuttable-wire.js';
import { eventually } from '../harness/eventually.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { backendsHere, type SpecRedis, startSpecRedis } from '../harness/redis.js';

const describeWithRedis = backendsHere().includes('Redis') ? describe : describe.skip;

/**
 * Longer than anything waits for that has to do with Redis: two seconds between two tries to connect, ten for an event that
 * a relay has claimed, fifteen until another worker takes over the jobs of one that is lost. What the product is like by
 * then it is like after a minute; `SPEC_REDIS_OUTAGE_SECONDS=60` says so, too.
 */
const OUTAGE_SECONDS = Number(process.env['SPEC_REDIS_OUTAGE_SECONDS'] ?? 20);

describeWithRedis('while Redis is away', () => {
  let redis: SpecRedis;
  let wire: CuttableWire;
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    redis = await startSpecRedis();
  });
  afterAll(() => redis.stop());

  beforeEach(async () => {
    wire = new CuttableWire(new URL(redis.url));
    await wire.mend();
    product = await startSpecProduct({ runsJobs: true, redisUrl: wire.url });
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterEach(async () => {
    await product.stop();
    await wire.cut();
    await redis.empty();
  });

  /** What a user does that leaves an event behind. */
  async function act(): Promise<number> {
    const body = { title: 'Conversion fell', type: 'metric_anomaly' };
    const opened = await lead.http.post(`${workspace.path}/items`, body);
    return opened.status;
  }

  async function unfinished(): Promise<number> {
    const [row] = await product.sql.query<{ count: number }[]>(
      'SELECT count(*) FROM outbox_events WHERE finished_at IS NULL',
    );
    return Number(row?.count);
  }

  /** What stands on the timetable in Redis. */
  async function sweepsScheduled(): Promise<number> {
    const client = new Redis(redis.url);
    const count = await client.zcard('bull:sweeps:repeat');
    client.disconnect();
    return count;
  }

  const effectsArrive = (): Promise<void> => eventually(async () => (await unfinished()) === 0, 'the effects arrive');

  it(
    'users go on working as fast as ever, and the effects arrive late and once',
    async () => {
      const member = await product.given.person(workspace, 'member');
      const { key } = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
      const took: number[] = [];
      let tasks = 0;
      const assign = async () => {
        const began = Date.now();
        const body = { title: `Task ${(tasks += 1)}`, assigneeId: member.userId, dueOn: '2027-02-01' };
        expect((await lead.http.post(`${workspace.path}/items/${key}/tasks`, body)).status).toBe(201);
        took.push(Date.now() - began);
      };
      await assign();
      await effectsArrive();
      // Some are on their way when the wire is cut.
      await Promise.all([assign(), assign(), assign(), wire.cut()]);
      for (let second = 0; second < OUTAGE_SECONDS; second += 1) {
        await assign();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      expect(await unfinished()).toBeGreaterThanOrEqual(OUTAGE_SECONDS);
      expect(Math.max(...took)).toBeLessThan(5_000);
      await wire.mend();
      await effectsArrive();
      const told = await product.sql.query<{ title: string }[]>(
        `SELECT params->>'title' AS title FROM notifications WHERE user_id = $1 AND kind = 'task.assigned'`,
        [member.userId],
      );
      expect(told.map(({ title }) => title).sort()).toEqual(took.map((_, n) => `Task ${n + 1}`).sort());
    },
    (OUTAGE_SECONDS + 60) * 1_000,
  );

  it('nothing is lost when it comes back without its data', async () => {
    await act();
    await effectsArrive();
    await wire.cut();
    await act();
    await redis.empty();
    // Handed over just before the cut: the queue has forgotten it, the outbox has not.
    await product.sql.query('UPDATE outbox_events SET dispatched_at = $1', [product.clock.now()]);
    expect(await unfinished()).toBeGreaterThan(0);
    await wire.mend();
    product.clock.advance({ minutes: 11 });
    await product.app.get(OutboxRelay).recover();
    await effectsArrive();
    await eventually(async () => (await sweepsScheduled()) > 0, 'the timetable is put up again');
  });

  it('the product stops within seconds', async () => {
    const child = await startChildProduct(product.database.applicationUrl, { REDIS_URL: wire.url });
    await wire.cut();
    await act();
    const began = Date.now();
    expect(await child.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(8_000);
    await wire.mend();
    await effectsArrive();
  });
});
