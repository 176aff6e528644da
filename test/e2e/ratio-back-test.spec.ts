import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addDays } from '../../src/kernel/time/index.js';
import { type Counts, RatioWorld } from '../factories/ratio-world.js';
import { METRIC, type Rule } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Outcome {
  count: number;
  madeAt: string;
  warnings: string[];
  items: { period: string }[];
}

const FIRST = '2026-03-01';
const DAYS = 84;
/** Days before the rule is made: its baseline. */
const BASELINE = 40;
/** Every day is two uploads and their reactions. */
const REPLAY_LIMIT_MS = 120_000;

interface World {
  /** By how much of itself the share moves from day to day, beside chance. */
  readonly weather: number;
  /** How far the share falls in the two bad stretches. */
  readonly falls: readonly [number, number];
}

/** Twelve weeks of orders out of visits: many on working days, few at weekends, a hole, and two bad stretches. */
function historyOf({ weather, falls: [first, second] }: World): Counts[] {
  let state = 42;
  const uniform = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: DAYS }, (_, day) => {
    const visits = day % 7 > 4 ? 150 : 3_000 + Math.round(2_000 * uniform());
    // Twelve of them make a normal one.
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6);
    const [mood, chance] = [normal(), normal()];
    if (day % 29 === 17) return null;
    const usual = 0.16 - (day >= 48 && day < 56 ? first : day >= 68 && day < 78 ? second : 0);
    const share = Math.max(0, usual * (1 + weather * mood));
    return [Math.max(0, Math.round(visits * share + chance * Math.sqrt(visits * share * (1 - share)))), visits];
  });
}

describe('a back-test of a rule on a p chart', () => {
  let product: SpecProduct;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());

  const atEndOf = (day: number) => new Date(Date.parse(`${addDays(FIRST, day + 1)}T01:00:00+08:00`));

  /** The same history through the live job: each morning the day before arrives, and a lead ends what has recovered. */
  async function replay(body: object, madeOn: number, days: readonly Counts[]) {
    const world = await RatioWorld.in(product);
    product.clock.set(atEndOf(madeOn - 1));
    await world.record(FIRST, days.slice(0, madeOn));
    const made = await world.lead.http.post<Rule & { settings: object }>(`${world.workspace.path}/trigger-rules`, body);
    expect([made.status, made.body.settings]).toEqual([201, expect.objectContaining({ chart: 'p' })]);
    await product.settle();
    for (let day = madeOn; day < DAYS; day += 1) {
      product.clock.set(atEndOf(day));
      await world.record(addDays(FIRST, day), days.slice(day, day + 1));
      // What no upload has judged, a day without a value, a sweep does.
      if (days[day] === null) await product.sweep('evaluate-metrics');
      const [series] = await product.sql.query<{ state: string }[]>('SELECT state FROM trigger_series WHERE rule_id = $1', [made.body.id]); // prettier-ignore
      if (series?.state === 'normal') await world.rules.end('dismissed');
    }
    const opened = await product.sql.query<{ figures: { points: { label: string }[] } }[]>(
      `SELECT DISTINCT ON (i.id) e.figures FROM items i JOIN item_evidence e ON e.item_id = i.id
       WHERE i.workspace_id = $1 ORDER BY i.id, e.recorded_at, e.id`,
      [world.workspace.id],
    );
    return opened.map(({ figures }) => figures.points.at(-1)?.label ?? '').sort();
  }

  it.each([
    ['days as even as chance makes them', { weather: 0, falls: [0.02, 0.03] }, { coolDownPeriods: 2 }],
    ['days that differ by more than chance, with Laney’s wider limits', { weather: 0.15, falls: [0.05, 0.07] }, {}],
  ] as const)(
    'of %s tells exactly what the live job opens when the same history comes day by day',
    async (_, wanted, settings) => {
      const days = historyOf(wanted);
      const rule = {
        name: 'Shares', metricCode: METRIC.code, condition: 'control_chart', settings: { baselinePeriods: 35, ...settings },
      }; // prettier-ignore
      const world = await RatioWorld.in(product);
      product.clock.set(atEndOf(DAYS - 1));
      await world.record(FIRST, days);
      const span = { from: addDays(FIRST, BASELINE), to: addDays(FIRST, DAYS - 1) };
      const tried = await world.lead.http.post<Outcome>(`${world.workspace.path}/trigger-rules/backtest`, { rule, ...span }); // prettier-ignore
      expect(tried.status).toBe(200);
      expect(tried.body.warnings.some((warning) => warning.includes('Laney'))).toBe(wanted.weather > 0);
      const predicted = tried.body.items.map(({ period }) => period).sort();
      expect(predicted.length).toBeGreaterThan(1);
      const madeOn = Math.round((Date.parse(tried.body.madeAt) - Date.parse(`${FIRST}T00:00:00+08:00`)) / 86_400_000);
      expect(await replay(rule, madeOn, days)).toEqual(predicted);
    },
    REPLAY_LIMIT_MS,
  );
});
