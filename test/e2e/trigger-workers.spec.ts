import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { eventually } from '../harness/eventually.js';
import { SweepProcess } from '../harness/sweep-process.js';

const DAYS = 12;
const METRICS = 14;
const FIRST_DAY = '2026-11-01';
const dayEnd = (day: number) => new Date(Date.parse('2026-11-01T00:05:00+08:00') + day * 86_400_000);
/** An order that no other story gives. */
const minuteAfter = (day: number) => new Date(dayEnd(day).getTime() + 60_000);

/**
 * Fourteen metrics: each below its threshold of 10 for three days or more from a day of its own on, some of them twice,
 * one with a hole; on the eighth day eleven of them at once, which is a storm.
 */
function valuesOf(metric: number): (number | null)[] {
  return Array.from({ length: DAYS }, (_, day) => {
    if (metric === 3 && day === 4) return null;
    if (metric < 11) return day >= 5 && day <= 8 ? 8 - metric / 100 : 12;
    return day >= metric - 10 && day < metric - 6 ? 9 : 12;
  });
}

describe('what rules open, whoever judges them and when', () => {
  let product: SpecProduct;
  let lead: GivenPerson;
  let workers: SweepProcess[];

  beforeAll(async () => {
    product = await startSpecProduct();
    workers = Array.from({ length: 4 }, () => new SweepProcess('evaluate-metrics', product.database.applicationUrl));
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await product.stop();
  });

  async function givenWorkspace(): Promise<GivenWorkspace> {
    product.clock.set(dayEnd(3));
    const workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    for (let metric = 0; metric < METRICS; metric += 1) {
      const code = `metric-${metric}`;
      await givenDays(product, await givenDailyMetric(product, workspace, { code }), FIRST_DAY, valuesOf(metric));
      await lead.http.post(`${workspace.path}/trigger-rules`, {
        name: code, metricCode: code, condition: 'beyond_threshold', settings: { threshold: 10, recoveryPeriods: 2 },
      }); // prettier-ignore
    }
    await product.settle();
    return workspace;
  }

  /** Everything that was opened: of each item its title, and what lies before it, period by period. */
  async function opened({ id }: GivenWorkspace): Promise<string[]> {
    const rows = await product.sql.query<{ told: string }[]>(
      `SELECT i.title || E'\\n' || string_agg(split_part(e.statement, E'\\n', 1), E'\\n' ORDER BY e.statement) AS told
       FROM items i JOIN item_evidence e ON e.item_id = i.id WHERE i.workspace_id = $1 GROUP BY i.id, i.title`,
      [id],
    );
    return rows.map(({ told }) => told).sort();
  }

  /** What a product opens that is there at the end of every day. */
  let expected: string[];

  it('is a storm and single items for one who is punctual', async () => {
    const punctual = await givenWorkspace();
    for (let day = 4; day <= DAYS; day += 1) {
      product.clock.set(dayEnd(day));
      await product.sweep('evaluate-metrics');
    }
    expected = await opened(punctual);
    expect(expected.length).toBeGreaterThanOrEqual(4);
    expect(expected.filter((told) => told.startsWith('11 rules fired at once'))).toHaveLength(1);
  });

  it('is the same three days late, and twice', async () => {
    const late = await givenWorkspace();
    for (let day = 6; day <= DAYS; day += 3) {
      product.clock.set(dayEnd(day));
      await product.sweep('evaluate-metrics');
      await product.sweep('evaluate-metrics');
    }
    expect(await opened(late)).toEqual(expected);
  });

  it('is the same by four processes at once of which one is killed', async () => {
    const four = await givenWorkspace();
    await Promise.all(workers.map((worker) => worker.ready()));
    await Promise.all(workers.map((worker) => worker.sweep(dayEnd(6))));
    // One of them dies in the middle of its work, and the others have the rest.
    workers[0]?.order(dayEnd(9));
    await workers[0]?.kill();
    for (const day of [9, 12]) await Promise.all(workers.slice(1).map((worker) => worker.sweep(dayEnd(day))));
    expect(await opened(four)).toEqual(expected);
  }, 150_000);

  it('is the same by one that is asked to end in the middle of its work, and another that goes on', async () => {
    const restarted = await givenWorkspace();
    const [, old, next] = workers;
    if (!old || !next) throw new Error('four workers were started');
    await old.sweep(minuteAfter(6));
    const release = await holdUpFindings();
    old.order(minuteAfter(9));
    await eventually(async () => (await waitingForFindings()) > 0, 'it is about to write what it found');
    old.order(minuteAfter(12));
    const ended = old.terminate();
    await release();
    expect(await ended).toBe(0);
    expect([old.hasSwept(minuteAfter(9)), old.hasSwept(minuteAfter(12))]).toEqual([true, false]);
    for (const day of [9, 12]) await next.sweep(minuteAfter(day));
    expect(await opened(restarted)).toEqual(expected);
  }, 150_000);

  /** Nobody writes a finding until it is called off. */
  async function holdUpFindings(): Promise<() => Promise<void>> {
    const holder = product.sql.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE trigger_findings IN EXCLUSIVE MODE');
    return async () => {
      await holder.rollbackTransaction();
      await holder.release();
    };
  }

  async function waitingForFindings(): Promise<number> {
    const [row] = await product.sql.query<{ count: number }[]>(
      "SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'trigger_findings'::regclass AND NOT granted",
    );
    return row?.count ?? 0;
  }
});
