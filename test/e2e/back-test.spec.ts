import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { METRIC, type Rule, RuleWorld } from '../factories/rule-world.js';
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

interface Outcome {
  sentence: string;
  count: number;
  ifNeverEnded: number;
  madeAt: string;
  items: { period: string; openedAt: string; statement: string; appended: number; points: { label: string }[] }[];
  falseAlarms: { perYear: number; years: number } | null;
}

const path = () => `${rules.workspace.path}/trigger-rules`;
const DAY_MS = 86_400_000;
const DAYS = 130;
/** Every day is an upload, its reactions and now and then a sweep. */
const REPLAY_LIMIT_MS = 300_000;
const dayAt = (index: number) => new Date(Date.parse('2026-03-01T00:00:00+08:00') + index * DAY_MS);
const labelAt = (index: number) =>
  new Date(Date.parse('2026-03-01T00:00:00Z') + index * DAY_MS).toISOString().slice(0, 10);

/** 130 days from 1 March on: noise about 16, with three bad stretches of different depth and length, and some holes. */
function history(): (number | null)[] {
  let state = 42;
  const uniform = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: DAYS }, (_, day) => {
    const noise = uniform() + uniform() + uniform() - 1.5;
    if (day % 37 === 11) return null;
    const drop = day >= 70 && day < 79 ? 2.2 : day >= 94 && day < 99 ? 3 : day >= 112 && day < 124 ? 1.6 : 0;
    return Number((16 + noise - drop).toFixed(4));
  });
}

async function upload(first: number, last: number, values = history()): Promise<void> {
  const points = values
    .map((value, day) => ({ at: labelAt(day), value }))
    .filter(({ value }, day) => value !== null && day >= first && day <= last);
  if (points.length > 0) await rules.lead.http.post(`${rules.workspace.path}/metrics/conversion/points`, { points });
}

/** Replays the history through the live job: each morning the day before arrives, and a lead ends what has recovered. */
async function replay(body: Record<string, unknown>, madeAt: Date, values: (number | null)[]): Promise<string[]> {
  await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
  const start = Math.round((madeAt.getTime() - dayAt(0).getTime()) / DAY_MS);
  product.clock.set(new Date(madeAt.getTime() + 1_000));
  await upload(0, start - 1, values);
  const { body: rule } = await rules.lead.http.post<Rule>(path(), { ...body, metricCode: METRIC.code });
  await product.settle();
  for (let day = start; day < DAYS; day += 1) {
    product.clock.set(new Date(dayAt(day + 1).getTime() + 3_600_000));
    await upload(day, day, values);
    await product.settle();
    // What no upload has judged (a day without a value), a sweep does, late as it may be.
    if (day % 3 === 0) await product.sweep('evaluate-metrics');
    const [series] = await product.sql.query<{ state: string }[]>('SELECT state FROM trigger_series WHERE rule_id = $1', [rule.id]); // prettier-ignore
    if (series?.state === 'normal') await rules.end('dismissed');
  }
  const rows = await product.sql.query<{ figures: { points: { label: string }[] } }[]>(
    `SELECT DISTINCT ON (i.id) e.figures FROM items i JOIN item_evidence e ON e.item_id = i.id
     WHERE i.workspace_id = $1 ORDER BY i.id, e.recorded_at, e.id`,
    [rules.workspace.id],
  );
  return rows.map(({ figures }) => figures.points.at(-1)?.label ?? '').sort();
}

/** The same, with weekends far below. */
const weekly = () => history().map((value, day) => (value !== null && day % 7 > 4 ? value - 8 : value));

const KINDS: [string, Record<string, unknown>, () => (number | null)[]][] = [
  ['three of three days below the target', { name: 'Target', condition: 'worse_than_target' }, history],
  ['the default chart', { name: 'Chart', condition: 'control_chart' }, history],
  ['the default chart, which takes weekends out,', { name: 'Chart', condition: 'control_chart' }, weekly],
  ['a decline from last week', {
    name: 'Decline', condition: 'clear_decline', percent: 8, k: 2, m: 3, settings: { comparison: 'same_period_last_week' },
  }, history],
]; // prettier-ignore

describe('a back-test', () => {
  it.each(KINDS)(
    'of %s tells exactly what the live job opens when the same history comes day by day',
    async (_, body, valuesOf) => {
      const values = valuesOf();
      product.clock.set(new Date(dayAt(DAYS).getTime() + 3_600_000));
      await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
      await upload(0, DAYS - 1, values);
      const rule = { ...body, metricCode: METRIC.code };
      const tried = await rules.lead.http.post<Outcome>(`${path()}/backtest`, {
        rule,
        from: labelAt(61),
        to: labelAt(DAYS - 1),
      });
      expect(tried.status).toBe(200);
      expect(tried.body.count).toBe(tried.body.items.length);
      expect(tried.body.count).toBeGreaterThan(0);
      rules = await RuleWorld.in(product);
      const opened = await replay(body, new Date(tried.body.madeAt), values);
      expect(opened).toEqual(tried.body.items.map(({ period }) => period).sort());
    },
    REPLAY_LIMIT_MS,
  );

  it('says the same of a saved rule, in the language of its reader, and changes nothing', async () => {
    product.clock.set(new Date(dayAt(DAYS).getTime() + 3_600_000));
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    await upload(0, DAYS - 1);
    const body = { name: 'Chart', metricCode: METRIC.code, condition: 'control_chart', enabled: false };
    const { body: rule } = await rules.lead.http.post<Rule>(path(), body);
    const span = { from: labelAt(61), to: labelAt(DAYS - 1) };
    const saved = await rules.lead.http.post<Outcome>(`${path()}/${rule.id}/backtest`, span, {
      'accept-language': 'zh',
    });
    const unsaved = await rules.lead.http.post<Outcome>(`${path()}/backtest`, { rule: body, ...span });
    expect(saved.body.items.map(({ openedAt }) => openedAt)).toEqual(
      unsaved.body.items.map(({ openedAt }) => openedAt),
    );
    expect(unsaved.body.sentence).toBe(
      `It would have opened ${unsaved.body.count} item(s) from ${span.from} to ${span.to}.`,
    );
    expect(saved.body.sentence).toContain(`会新建 ${saved.body.count} 个改进项目`);
    expect(unsaved.body.falseAlarms?.perYear).toBeLessThan(1);
    expect(await rules.items()).toEqual([]);
    expect((await rules.show(rule)).version).toBe(1);
  });

  it('warns of a rule that cries wolf', async () => {
    product.clock.set(new Date(dayAt(DAYS).getTime() + 3_600_000));
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    await upload(0, DAYS - 1);
    const rule = {
      name: 'Every dip', metricCode: METRIC.code, condition: 'clear_decline', percent: 1, k: 2, m: 2,
      settings: { comparison: 'previous_period' },
    }; // prettier-ignore
    const { body } = await rules.lead.http.post<Outcome>(`${path()}/backtest`, { rule, from: labelAt(61) });
    expect(body.falseAlarms?.perYear).toBeGreaterThan(5);
  });

  it('says in both languages that weekends differ before a chart is switched on, tried or made', async () => {
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    await upload(0, DAYS, weekly());
    const chart = { name: 'Conversion shifts', metricCode: METRIC.code, condition: 'control_chart', enabled: false };
    type Warned = { warnings: string[] };
    const tried = await rules.lead.http.post<Warned>(`${path()}/backtest`, {
      rule: chart, from: '2026-05-15', to: '2026-07-08',
    }); // prettier-ignore
    const made = await rules.lead.http.post<Warned>(path(), chart);
    for (const { warnings } of [tried.body, made.body]) {
      expect(warnings[0]).toMatch(/season of 7 periods[^]*is taken out[^]*周期长度为 7/);
    }
    const kept = { ...chart, settings: { season: 'keep' } };
    expect((await rules.lead.http.post<Warned>(path(), kept)).body.warnings[0]).toContain('The chart keeps it');
    const counted = await rules.lead.http.post<Warned>(path(), { ...chart, condition: 'worse_than_target' });
    expect(counted.body.warnings).toEqual([]);
  });

  it('finds, like the live job, the one day that came late: no import of history and no restated day', async () => {
    const at = (day: number) => product.clock.set(new Date(dayAt(day).getTime() + 3_600_000));
    const values = Array.from({ length: 18 }, (_, day) => (day === 4 ? null : 16));
    const rule = { name: 'In time', metricCode: METRIC.code, condition: 'late_data', settings: { graceHours: 24 } };
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    at(10);
    await upload(0, 9, values);
    expect((await rules.lead.http.post(path(), rule)).status).toBe(201);
    for (const [arrival, first, last] of [
      [11, 10, 10],
      [12, 11, 11],
      [13, 12, 12],
      [14, 13, 13],
      [16, 14, 15],
      [17, 16, 16],
    ] as const) {
      at(arrival);
      await upload(first, last, values);
      await product.settle();
    }
    await upload(10, 12, values.map(() => 17)); // prettier-ignore
    await product.settle();
    const span = { from: labelAt(1), to: labelAt(16) };
    const tried = await rules.lead.http.post<Outcome>(`${path()}/backtest`, { rule, ...span });
    expect(tried.body.items.map(({ period }) => period)).toEqual([labelAt(14)]);
    expect(await rules.items()).toHaveLength(1);
    expect((await rules.labels())[0]).toBe('15');
  });

  it('refuses, all at once and before it walks, what does not fit', async () => {
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    const ask = async (body: unknown) =>
      (await rules.lead.http.post<{ errors: { field: string; code: string }[] }>(`${path()}/backtest`, body)).body
        .errors;
    const rule = { name: 'x', metricCode: METRIC.code, condition: 'worse_than_target' };
    expect(await ask({ rule: { ...rule, k: 4, m: 3, percent: 2 } })).toMatchObject([
      { field: 'k', code: 'k_beyond_m' },
      { field: 'percent', code: 'not_for_target' },
    ]);
    expect(await ask({ rule })).toMatchObject([{ field: 'from', code: 'no_values' }]);
    expect(await ask({ rule, from: '2026-11-10', to: '2026-11-01' })).toMatchObject([{ field: 'to' }]);
    expect(await ask({ rule, to: '2027-01-01' })).toMatchObject([{ field: 'to', code: 'in_future' }]);
    expect(await ask({ rule: { ...rule, condition: 'control_chart' } })).toMatchObject([{ code: 'too_few_periods' }]);
    expect(await ask({})).toMatchObject([{ field: 'rule' }]);
  });

  it('is for everybody who reads rules, and for nobody next door', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    const auditor = await product.given.person(rules.workspace, 'auditor');
    expect((await auditor.http.post(`${path()}/${rule.id}/backtest`)).status).toBe(200);
    const next = await product.given.workspace();
    const stranger = await product.given.person(next, 'admin');
    expect((await stranger.http.post(`${next.path}/trigger-rules/${rule.id}/backtest`)).status).toBe(404);
  });
});
