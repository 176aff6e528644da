import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Period } from '../../src/kernel/time/index.js';
import { type Aggregation, Metric, MetricPoint, PeriodValues } from '../../src/modules/metrics/index.js';
import { newId } from '../../src/platform/database/index.js';
import { type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const ZONE = 'Asia/Shanghai';

describe('a metric over closed periods', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let values: PeriodValues;

  beforeAll(async () => {
    product = await startSpecProduct();
    values = product.app.get(PeriodValues, { strict: false });
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
  });
  afterAll(() => product.stop());

  /** Points at local times of the workspace, value 1, 2, 3 … unless said otherwise. */
  async function givenMetric(
    period: Period,
    aggregation: Aggregation,
    starts: string[],
    points = starts.map((_, i) => i + 1),
  ) {
    const metric = {
      id: newId(), workspaceId: workspace.id, code: 'cpc', name: 'CPC', unit: 'USD', direction: 'down' as const,
      period, aggregation, createdAt: product.clock.now(), changedAt: product.clock.now(),
    }; // prettier-ignore
    await product.sql.manager.insert(Metric, metric);
    await product.sql.manager.insert(
      MetricPoint,
      starts.map((start, index) => ({
        metricId: metric.id,
        workspaceId: workspace.id,
        periodStart: new Date(`${start}+08:00`),
        value: points[index],
        recordedAt: product.clock.now(),
      })),
    );
  }

  const closed = (question: Partial<Parameters<PeriodValues['closed']>[1]> = {}) =>
    values.closed(product.sql.manager, {
      workspaceId: workspace.id,
      metricCode: 'cpc',
      timeZone: ZONE,
      now: new Date('2026-11-18T10:00:00+08:00'),
      ...question,
    });

  it('names each day and leaves out the one that is still running', async () => {
    await givenMetric('day', 'mean', ['2026-11-16T00:00:00', '2026-11-17T00:00:00', '2026-11-18T00:00:00']);
    expect(await closed()).toEqual([
      { start: new Date('2026-11-16T00:00:00+08:00'), label: '2026-11-16', value: 1, points: 1 },
      { start: new Date('2026-11-17T00:00:00+08:00'), label: '2026-11-17', value: 2, points: 1 },
    ]);
  });

  it('counts a period from the very instant it ends', async () => {
    await givenMetric('day', 'mean', ['2026-11-17T00:00:00']);
    expect(await closed({ now: new Date('2026-11-17T23:59:59.999+08:00') })).toHaveLength(0);
    expect(await closed({ now: new Date('2026-11-18T00:00:00+08:00') })).toHaveLength(1);
  });

  it.each([
    ['mean', 2.5],
    ['sum', 10],
    ['last', 4],
  ] as const)('joins the hours of a local day by their %s', async (aggregation, value) => {
    await givenMetric('hour', aggregation, [
      '2026-11-16T00:00:00', '2026-11-16T07:00:00', '2026-11-16T08:00:00', '2026-11-16T23:00:00', '2026-11-17T00:00:00',
    ]); // prettier-ignore
    expect(await closed({ period: 'day' })).toMatchObject([
      { label: '2026-11-16', value, points: 4 },
      { label: '2026-11-17', value: 5, points: 1 },
    ]);
  });

  it('begins weeks on Monday and names them by ISO 8601, over the turn of the year', async () => {
    await givenMetric('day', 'sum', ['2025-12-28T00:00:00', '2025-12-29T00:00:00', '2026-01-04T00:00:00']);
    expect(await closed({ period: 'week' })).toMatchObject([
      { label: '2025-W52', value: 1 },
      { label: '2026-W01', value: 5 },
    ]);
  });

  it('reads the newest few that have a value, and gaps do not count', async () => {
    await givenMetric('hour', 'sum', [
      '2026-11-01T01:00:00', '2026-11-03T01:00:00', '2026-11-09T01:00:00', '2026-11-09T02:00:00', '2026-11-18T09:00:00',
    ]); // prettier-ignore
    expect(await closed({ period: 'day', last: 2 })).toMatchObject([
      { label: '2026-11-03', value: 2, points: 1 },
      { label: '2026-11-09', value: 7, points: 2 },
    ]);
    expect(await closed({ last: 1 })).toMatchObject([{ label: '2026-11-18 09:00', value: 5 }]);
    expect(await closed({ period: 'day', last: 9 })).toHaveLength(3);
  });

  it('reads from one day up to, and without, another, and never half a period', async () => {
    await givenMetric('day', 'sum', [
      '2026-11-01T00:00:00',
      '2026-11-02T00:00:00',
      '2026-11-08T00:00:00',
      '2026-11-09T00:00:00',
    ]);
    const days = { from: new Date('2026-11-02T00:00:00+08:00'), to: new Date('2026-11-09T00:00:00+08:00') };
    expect((await closed(days)).map(({ label }) => label)).toEqual(['2026-11-02', '2026-11-08']);
    const weeks = {
      period: 'week' as const,
      from: new Date('2026-11-01T00:00:00+08:00'),
      to: new Date('2026-11-04T00:00:00+08:00'),
    };
    // The week of 26 October began before `from`; that of 2 November begins before `to` and is read whole.
    expect(await closed(weeks)).toMatchObject([{ label: '2026-W45', value: 5 }]);
  });

  it('splits days where the workspace does, also on the day the clocks change', async () => {
    await givenMetric('hour', 'sum', []);
    const [metric] = await product.sql.manager.findBy(Metric, { workspaceId: workspace.id });
    const start = Date.parse('2026-03-08T05:00:00Z'); // midnight in New York; that day has 23 hours
    await product.sql.manager.insert(
      MetricPoint,
      Array.from({ length: 47 }, (_, hour) => ({
        metricId: metric?.id,
        workspaceId: workspace.id,
        periodStart: new Date(start + hour * 3_600_000),
        value: 1,
        recordedAt: product.clock.now(),
      })),
    );
    expect(await closed({ period: 'day', timeZone: 'America/New_York' })).toMatchObject([
      { label: '2026-03-08', points: 23 },
      { label: '2026-03-09', points: 24 },
    ]);
  });

  it('is not found in another workspace, and no week is made of months', async () => {
    await givenMetric('month', 'mean', ['2026-10-01T00:00:00']);
    const other = await product.given.workspace();
    await expect(closed({ workspaceId: other.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(closed({ period: 'week' })).rejects.toThrow('a week holds no whole month');
  });
});
