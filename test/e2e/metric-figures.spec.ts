import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type Json, SPEC_NOW, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

const DAILY = { name: 'x', unit: 'orders', direction: 'up', period: 'day', aggregation: 'sum' };

describe('the figures about metrics', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());

  const enter = (code: string, fields: Json = {}) =>
    lead.http.post(`${workspace.path}/metrics`, { ...DAILY, code, ...fields });
  const load = async (code: string, ...days: string[]) => {
    const points = days.map((at) => ({ at, value: at.endsWith('11') ? 900 : 10 }));
    const { status } = await lead.http.post(`${workspace.path}/metrics/${code}/points`, { points });
    expect(status).toBe(200);
    await product.settle();
  };
  const coverage = async (query: string) => (await lead.http.get(`${workspace.path}/metric-coverage?${query}`)).body;
  const freshness = async () => {
    const { body } = await lead.http.get<{ rows: Json[] }>(`${workspace.path}/metric-freshness`);
    return body.rows;
  };

  it('tell how much of the core data is there, the mean over the metrics, against 70 %', async () => {
    await enter('gmv', { core: true });
    await enter('refunds', { core: true, period: 'month' });
    await enter('aside');
    await load('gmv', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-11', '2026-11-17');
    await load('refunds', '2026-10');
    expect(await coverage('from=2026-10-01&to=2026-10-10')).toEqual({
      ...{ from: '2026-10-01', to: '2026-10-10', aim: 70, percent: 65, reached: false },
      metrics: [
        { code: 'gmv', name: 'x', period: 'day', expected: 10, present: 3, percent: 30 },
        { code: 'refunds', name: 'x', period: 'month', expected: 1, present: 1, percent: 100 },
      ],
    });
    // Today has not ended, so nothing is expected of it; the month of the 18th neither.
    expect(await coverage('from=2026-11-17&to=2026-11-18')).toMatchObject({
      ...{ percent: 100, reached: true },
      metrics: [{ expected: 1 }, { expected: 0, percent: null }],
    });
    expect(await coverage('')).toMatchObject({ from: '2026-10-19', to: '2026-11-17' });
    expect((await lead.http.get(`${workspace.path}/metric-coverage?from=2026-10-02&to=2026-10-01`)).status).toBe(400);
  });

  it('count no gap that was filled, and every value that was left out', async () => {
    await enter('gmv', { core: true, gapRule: 'median', outlierRule: 'exclude' });
    await load('gmv', ...[7, 8, 9, 10, 11, 13, 14].map((day) => `2026-10-${String(day).padStart(2, '0')}`));
    expect(await coverage('from=2026-10-07&to=2026-10-14')).toMatchObject({ metrics: [{ expected: 8, present: 7 }] });
  });

  it('are nothing without core metrics', async () => {
    expect(await coverage('')).toMatchObject({ percent: null, reached: null, metrics: [] });
  });

  it('tell what is late, in calendar or in working days', async () => {
    // It is Wednesday 18 November, 10:00. Values of Monday are due by the end of Tuesday.
    for (const code of ['fresh', 'late', 'never', 'weekly'])
      await enter(code, code === 'weekly' ? { period: 'week' } : {});
    await load('fresh', '2026-11-16');
    await load('late', '2026-11-15');
    await load('weekly', '2026-W45');
    expect(await freshness()).toMatchObject([
      { code: 'fresh', days: 1, calendar: 'calendar', state: 'fresh', newest: '2026-11-16', due: '2026-11-16' },
      { code: 'late', state: 'late', newest: '2026-11-15', due: '2026-11-16', lateFrom: '2026-11-17T16:00:00.000Z' },
      { code: 'never', state: 'never', newest: null, judged: 30, onTime: 0 },
      // Week 46 ended on Sunday; T+3 is today, until its end.
      { code: 'weekly', days: 3, state: 'fresh', due: '2026-W45' },
    ]);
    await lead.http.patch(`${workspace.path}/metrics/late`, { freshnessCalendar: 'working', freshnessDays: 2 }, 1);
    const [, working] = await freshness();
    // Monday's value has until the end of Wednesday; Sunday's until the end of Tuesday.
    expect(working).toMatchObject({ days: 2, calendar: 'working', state: 'fresh', due: '2026-11-15' });
  });

  it('count what came in time by when it first came, whatever was restated since', async () => {
    await enter('gmv');
    product.clock.set(new Date('2026-11-16T09:00:00+08:00'));
    await load('gmv', '2026-11-15');
    product.clock.set(SPEC_NOW);
    await load('gmv', '2026-11-14', '2026-11-16');
    const points = [{ at: '2026-11-15', value: 11 }];
    await lead.http.post(`${workspace.path}/metrics/gmv/points`, { points });
    expect(await freshness()).toMatchObject([{ judged: 30, onTime: 1, newest: '2026-11-16' }]);
  });
});
