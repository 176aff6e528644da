import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { METRIC, RuleWorld } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

let product: SpecProduct;
let rules: RuleWorld;

beforeAll(async () => {
  product = await startSpecProduct();
});
beforeEach(async () => {
  rules = await RuleWorld.in(product);
});
afterAll(() => product.stop());

describe('a rule that watches a metric', () => {
  it('opens one item on the third bad day in succession, with the very points as evidence', async () => {
    const rule = await rules.givenRule({ severity: 'P1', impact: 3, urgency: 2 });
    expect(rule).toMatchObject({
      k: 3,
      m: 3,
      period: 'day',
      itemType: 'metric_anomaly',
      enabled: true,
      state: 'no_data',
      version: 1,
    });
    await rules.record({ 14: 16, 15: 14, 16: 13.5, 17: 13 });
    const [item, ...others] = await rules.items();
    expect(others).toEqual([]);
    expect((await rules.lead.http.get(`${rules.workspace.path}/items/${item?.key}`)).body).toMatchObject({
      title: 'Conversion below its target of 15 % in 3 of 3 days', type: 'metric_anomaly', stage: 'trigger', status: 'active',
      source: 'Conversion below target', severity: 'P1', impact: 3, urgency: 2, goalMetric: 'conversion', goalUnit: '%', goalTarget: 15,
      triggerRuleId: rule.id, createdBy: null,
    }); // prettier-ignore
    expect(await rules.evidence()).toMatchObject([
      {
        statement: expect.stringContaining('2026-11-15 14 %, 2026-11-16 13.5 %, 2026-11-17 13 %'),
        source: 'Conversion below target',
        figures: {
          rule: { id: rule.id, k: 3, m: 3, condition: 'worse_than_target' },
          limit: 15,
          points: [
            { start: '2026-11-14T16:00:00.000Z', label: '2026-11-15', value: 14, worse: true },
            { label: '2026-11-16', value: 13.5, worse: true },
            { label: '2026-11-17', value: 13, worse: true },
          ],
        },
      },
    ]);
    expect(await rules.show(rule)).toMatchObject({
      state: 'open',
      itemKey: item?.key,
      judgedPeriod: '2026-11-17',
      version: 1,
    });
    expect(await rules.events()).toEqual(['trigger_rule.created', 'trigger.fired']);
  });

  describe('of a ratio', () => {
    const orders = { ...METRIC, code: 'orders', name: 'Orders', unit: 'orders', aggregation: 'sum', target: null };
    const path = () => `${rules.workspace.path}/metrics`;
    /** Orders and visits by day of November. */
    const load = async (days: Record<number, [orders: number, visits: number]>) => {
      for (const [place, code] of ['orders', 'visits'].entries()) {
        const points = Object.entries(days).map(([day, pair]) => ({
          at: `2026-11-${day.padStart(2, '0')}`, value: pair[place],
        })); // prettier-ignore
        expect((await rules.lead.http.post(`${path()}/${code}/points`, { points })).status).toBe(200);
        await product.settle();
      }
    };

    beforeEach(async () => {
      await rules.lead.http.post(path(), orders);
      await rules.lead.http.post(path(), { ...orders, code: 'visits', name: 'Visits', unit: 'visits' });
      await rules.lead.http.post(path(), { ...METRIC, numerator: 'orders', denominator: 'visits' });
    });

    it('counts its denominators as volume: days of few visits are not judged, and the sentence says so', async () => {
      const rule = await rules.givenRule({ k: 2, m: 2, settings: { minimumVolume: 500 } });
      await load({ 14: [100, 1000], 15: [160, 1000], 16: [10, 499], 17: [140, 1000] });
      expect(await rules.items()).toEqual([]);
      expect(await rules.show(rule)).toMatchObject({ state: 'pending' });
      await load({ 16: [10, 500] });
      expect(await rules.labels()).toEqual(['16 17']);
      expect((await rules.evidence())[0]?.statement).toContain('Only days of 500 visits or more were judged.');
    });

    it('goes on a p chart by itself, whose limits follow the visits, as the sentence says', async () => {
      const days = Array.from({ length: 17 }, (_, i) => i + 1);
      const healthy = days.slice(0, 14).map((day) => [day, [150 + 4 * (day % 5) - 8, 1000]] as const);
      await load(Object.fromEntries(healthy) as Record<number, [number, number]>);
      const chart = { condition: 'control_chart', k: 1, m: 1, settings: { span: 1, width: 3, baselinePeriods: 14 } };
      const rule = await rules.givenRule(chart);
      expect(rule).toMatchObject({
        settings: { chart: 'p', season: 'remove' },
        calibration: { centre: expect.closeTo(2108 / 140, 9) },
      });
      await load({ 15: [9, 100], 16: [900, 10_000] });
      expect(await rules.labels()).toEqual(['16']);
      const [{ statement = '', figures } = {}] = await rules.evidence();
      expect(statement).toMatch(/^Conversion was below its lower limit of/);
      expect(statement).toMatch(/% \(for 10000 visits\) on 2026-11-16/);
      expect(figures?.points.at(-1)).toMatchObject({ value: 9, size: 10_000, worse: true });
      const tried = await rules.lead.http.post<{ items: { period: string }[]; falseAlarms: { perYear: number } }>(
        `${rules.workspace.path}/trigger-rules/backtest`,
        { rule: { name: 'Same', metricCode: 'conversion', ...chart, settings: { ...chart.settings, chart: 'p' } }, from: '2026-11-15' },
      ); // prettier-ignore
      expect(tried.body.items.map(({ period }) => period)).toEqual(['2026-11-16']);
      expect(tried.body.falseAlarms.perYear).toBeLessThan(3);
      const refused = await rules.lead.http.post<{ errors: object[] }>(`${rules.workspace.path}/trigger-rules`, {
        name: 'x', metricCode: 'orders', condition: 'control_chart', settings: { chart: 'p' },
      }); // prettier-ignore
      expect(refused.body.errors).toMatchObject([{ field: 'settings.chart', code: 'needs_ratio' }]);
    });

    it('is over a week its orders by its visits, and no mean of the rates of its days', async () => {
      await load({ 2: [100, 1000], 3: [9, 10], 4: [8, 10], 9: [100, 1000], 10: [9, 10], 11: [8, 10] });
      const settings = { threshold: 15, minimumVolume: 1020 };
      const weekly = { condition: 'beyond_threshold', period: 'week', k: 2, m: 2, settings };
      const asked = { rule: { name: 'Weeks', metricCode: 'conversion', ...weekly }, from: '2026-11-02' };
      const { body } = await rules.lead.http.post<{ items: { points: { value: number }[] }[] }>(
        `${rules.workspace.path}/trigger-rules/backtest`, asked,
      ); // prettier-ignore
      const rate = (100 * 117) / 1020;
      expect(body.items.map(({ points }) => points.map(({ value }) => value))).toEqual([[rate, rate]]);
    });
  });

  it('opens one item however often, and by however many at once, it is judged', async () => {
    const rule = await rules.givenRule({ enabled: false });
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    await product.sql.query('UPDATE trigger_rules SET enabled = true WHERE id = $1', [rule.id]);
    await Promise.all([
      rules.judge(rule),
      rules.judge(rule),
      product.sweep('evaluate-metrics'),
      product.sweep('evaluate-metrics'),
    ]);
    await rules.judge(rule);
    expect(await rules.items()).toHaveLength(1);
    expect(await rules.labels()).toEqual(['15 16 17']);
  });

  it('opens the same item when it is judged late, and leaves the day that still runs alone', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 16: 14, 17: 13, 18: 12 });
    expect(await rules.show(rule)).toMatchObject({ state: 'pending', judgedPeriod: '2026-11-17' });
    product.clock.advance({ days: 2 });
    await product.sweep('evaluate-metrics');
    expect(await rules.items()).toHaveLength(1);
    expect(await rules.labels()).toEqual(['16 17 18']);
    await product.sweep('evaluate-metrics');
    expect(await rules.labels()).toEqual(['16 17 18']);
  });

  it('is judged by the sweep once the day closes, not before', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 16: 14, 17: 13, 18: 12 });
    product.clock.set(new Date('2026-11-18T23:59:59+08:00'));
    await product.sweep('evaluate-metrics');
    expect((await rules.show(rule)).state).toBe('pending');
    product.clock.set(new Date('2026-11-19T00:00:00+08:00'));
    await product.sweep('evaluate-metrics');
    expect((await rules.show(rule)).state).toBe('open');
  });

  it('lays each further bad day before the open item once, on hold or not, and lets good days be', async () => {
    await rules.givenRule();
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    await rules.end('on_hold');
    product.clock.advance({ days: 3 });
    await rules.record({ 18: 11, 19: 16, 20: 10 });
    await rules.record({ 18: 11, 19: 16, 20: 10 });
    await product.sweep('evaluate-metrics');
    product.clock.advance({ days: 1 });
    await rules.record({ 21: 9, 22: 1 });
    expect(await rules.labels()).toEqual(['15 16 17', '18', '20', '21']);
    expect(await rules.items()).toHaveLength(1);
    expect((await rules.evidence())[1]?.statement).toMatch(
      /^Conversion was again below its target of 15 %: 2026-11-18 11 %/,
    );
  });

  it('catches up on every bad day after a long silence', async () => {
    await rules.givenRule();
    await rules.record({ 1: 14, 2: 13, 3: 12 });
    await rules.record({ 4: 14, 5: 13, 6: 16, 7: 13, 8: 13, 9: 13, 10: 13, 11: 13 });
    expect(await rules.labels()).toEqual(['01 02 03', '04', '05', '07', '08', '09', '10', '11']);
  });

  it('fires when a point arrives late and turns a day that had closed', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 15: 14, 17: 12 });
    expect(await rules.show(rule)).toMatchObject({ state: 'pending', itemKey: null });
    await rules.record({ 16: 13 });
    expect(await rules.labels()).toEqual(['15 16 17']);
    expect((await rules.show(rule)).state).toBe('open');
  });

  it('appends a closed day of the window that a correction turns while the item is open, once', async () => {
    await rules.givenRule({ k: 2, m: 3 });
    await rules.record({ 15: 14, 16: 16, 17: 12 });
    expect(await rules.labels()).toEqual(['15 16 17']);
    await rules.record({ 16: 11 });
    await rules.record({ 16: 10 });
    expect(await rules.labels()).toEqual(['15 16 17', '16']);
  });

  it.each(['closed', 'dismissed', 'cancelled'])(
    'never fires again on the old days of an item that was %s, but on new ones',
    async (status) => {
      const rule = await rules.givenRule();
      await rules.record({ 15: 14, 16: 13, 17: 12 });
      await rules.end(status);
      await rules.judge(rule);
      product.clock.advance({ days: 3 });
      // The 18th had begun when the item ended: it belongs to the old item and counts for no new one.
      await rules.record({ 17: 11, 18: 10, 19: 9, 20: 8 });
      expect(await rules.items()).toHaveLength(1);
      expect((await rules.show(rule)).state).toBe('pending');
      product.clock.advance({ days: 1 });
      await rules.record({ 21: 7 });
      expect((await rules.items()).map(({ status: now }) => now)).toEqual([status, 'active']);
      expect(await rules.labels()).toEqual(['15 16 17', '19 20 21']);
    },
  );

  it('goes on with an item that was reopened', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    await rules.end('closed');
    await rules.judge(rule);
    await rules.end('active');
    product.clock.advance({ days: 2 });
    await rules.record({ 19: 10 });
    expect(await rules.items()).toHaveLength(1);
    expect(await rules.labels()).toEqual(['15 16 17', '19']);
  });

  it('tells normal from pending, and either from data that are missing', async () => {
    const rule = await rules.givenRule();
    await product.settle();
    expect((await rules.show(rule)).state).toBe('no_data');
    await rules.record({ 15: 16, 16: 16, 17: 16 });
    expect((await rules.show(rule)).state).toBe('normal');
    await rules.record({ 17: 14 });
    expect((await rules.show(rule)).state).toBe('pending');
    product.clock.advance({ days: 1 });
    await product.sweep('evaluate-metrics');
    expect((await rules.show(rule)).state).toBe('no_data');
    await rules.record({ 18: 16 });
    expect((await rules.show(rule)).state).toBe('pending');
    expect(await rules.events()).toEqual([
      'trigger_rule.created',
      ...Array.from({ length: 4 }, () => 'trigger.state_changed'),
    ]);
  });

  it('does not open anything while it is switched off, and judges at once when switched on', async () => {
    const rule = await rules.givenRule({ enabled: false });
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    await product.sweep('evaluate-metrics');
    expect(await rules.items()).toEqual([]);
    await rules.lead.http.patch(`${rules.workspace.path}/trigger-rules/${rule.id}`, { enabled: true }, 1);
    await product.settle();
    expect(await rules.items()).toHaveLength(1);
  });

  it('judges by the target as it is today, and by nothing when there is none', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 15: 14, 16: 14, 17: 14 });
    await rules.end('cancelled');
    await rules.judge(rule);
    product.clock.advance({ days: 4 });
    await rules.lead.http.patch(`${rules.workspace.path}/metrics/conversion`, { target: null }, 1);
    await rules.record({ 19: 14, 20: 14, 21: 14 });
    expect((await rules.show(rule)).state).toBe('no_data');
    await rules.lead.http.patch(`${rules.workspace.path}/metrics/conversion`, { target: 14.5 }, 2);
    await product.settle();
    expect((await rules.evidence()).at(-1)?.figures.limit).toBe(14.5);
  });

  it('names the item as it was told to', async () => {
    await rules.givenRule({ itemTitle: 'Registration converts badly', itemType: 'process_inefficiency' });
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    expect((await rules.items())[0]?.title).toBe('Registration converts badly');
  });
});
