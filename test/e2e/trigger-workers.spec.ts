import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { SweepProcess } from '../harness/sweep-process.js';

const DAYS = 12;
const METRICS = 14;
const FIRST_DAY = '2026-11-01';
const dayEnd = (day: number) => new Date(Date.parse('2026-11-01T00:05:00+08:00') + day * 86_400_000);

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

  it('is the same in time, three days late, twice, and by four processes at once of which one is killed', async () => {
    const punctual = await givenWorkspace();
    for (let day = 4; day <= DAYS; day += 1) {
      product.clock.set(dayEnd(day));
      await product.sweep('evaluate-metrics');
    }
    const expected = await opened(punctual);
    expect(expected.length).toBeGreaterThanOrEqual(4);
    expect(expected.filter((told) => told.startsWith('11 rules fired at once'))).toHaveLength(1);

    const late = await givenWorkspace();
    for (let day = 6; day <= DAYS; day += 3) {
      product.clock.set(dayEnd(day));
      await product.sweep('evaluate-metrics');
      await product.sweep('evaluate-metrics');
    }
    expect(await opened(late)).toEqual(expected);

    const four = await givenWorkspace();
    await Promise.all(workers.map((worker) => worker.ready()));
    await Promise.all(workers.map((worker) => worker.sweep(dayEnd(6))));
    // One of them dies in the middle of its work, and the others have the rest.
    workers[0]?.order(dayEnd(9));
    await workers[0]?.kill();
    for (const day of [9, 12]) await Promise.all(workers.slice(1).map((worker) => worker.sweep(dayEnd(day))));
    expect(await opened(four)).toEqual(expected);
  }, 300_000);
});
