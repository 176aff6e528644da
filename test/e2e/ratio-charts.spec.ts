import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Counts, RatioWorld } from '../factories/ratio-world.js';
import { METRIC } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Limits {
  version: number;
  kind: string;
  size: string;
  centre: number;
  sigma: number;
  spread: number;
  definitionVersion: number;
}
interface Chart extends Limits {
  proposed: string;
  adjusted: boolean;
  notes: string[];
  locked: Limits | null;
  points: {
    label: string;
    value: number;
    count: number;
    size: number;
    lower: number;
    upper: number;
    signals: string[];
  }[];
}
interface Refusal {
  code: string;
  errors: { field: string; code: string; message: string }[];
}

const FIRST = '2026-10-01';
/** Shares around 15 % as chance alone makes them, of many and of few visits in turn. */
const CALM: Counts[] = Array.from({ length: 40 }, (_, i) => {
  const visits = i % 4 === 3 ? 100 : 10_000;
  const sigmas = [0.8, -1.1, 0.3, 1.4, -0.6, -0.2, 1, -1.3, 0.5, -0.8, 0.1][i % 11] ?? 0;
  return [Math.round(0.15 * visits + sigmas * Math.sqrt(0.15 * 0.85 * visits)), visits];
});
/** The same with weather: each day is five times as far from the mean as chance makes it. */
const UNEVEN = CALM.map((counts): Counts => counts && [Math.max(0, Math.round(5 * counts[0] - 0.6 * counts[1])), counts[1]]); // prettier-ignore

describe('control charts of a ratio of counts', () => {
  let product: SpecProduct;
  let world: RatioWorld;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    world = await RatioWorld.in(product);
  });
  afterAll(() => product.stop());

  const chart = (query = '', headers = {}) =>
    world.lead.http.get<Chart & Refusal>(`${world.path}/chart${query}`, headers);
  const lock = (body: object = {}, version?: number) =>
    world.lead.http.post<Limits & Refusal>(
      `${world.path}/limits`,
      { from: FIRST, to: '2026-11-09', reason: 'A first baseline', ...body },
      version === undefined ? {} : { 'if-match': `"${version}"` },
    );

  it('are p charts by themselves, whose limits follow the visits of each day', async () => {
    await world.record(FIRST, [...CALM, [7, 100], [700, 10_000]]);
    const { status, body } = await chart();
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'p', proposed: 'p', size: 'visits', locked: null });
    const [few, many] = body.points.slice(-2);
    expect(few).toMatchObject({ value: expect.closeTo(7, 9), count: 7, size: 100, signals: [] });
    expect(many).toMatchObject({ size: 10_000, signals: expect.arrayContaining(['beyond-three-sigma']) });
    const reach = (3 * body.spread * Math.sqrt(body.centre * (100 - body.centre))) / 100;
    expect(many?.lower).toBeCloseTo(body.centre - reach, 9);
    expect(few?.upper).toBeCloseTo(body.centre + 10 * reach, 9);
    expect(body.notes.join('\n')).toContain('A p chart of orders out of visits');
  });

  it('are as much wider as days differ by more than chance, and say so in the reader’s language', async () => {
    await world.record(FIRST, UNEVEN);
    const { body } = await chart();
    expect(body.spread).toBeGreaterThan(4);
    const plain = Math.sqrt(body.centre * (100 - body.centre));
    expect(body.sigma / plain).toBeCloseTo(body.spread, 9);
    expect(body.notes.join('\n')).toMatch(/Periods differ [45]\.?\d* times as much as chance .* \(Laney’s p′ chart\)/);
    expect(body.points.flatMap(({ signals }) => signals)).not.toContain('beyond-three-sigma');
    const inChinese = (await chart('', { 'accept-language': 'zh-CN' })).body.notes.join('\n');
    expect(inChinese).toMatch(/纯随机波动的 [45]\.?\d* 倍.过度离散.,控制限已相应放宽.Laney p′ 图./);
  });

  it('have the very width that a trigger rule on the same days goes by', async () => {
    await world.record(FIRST, UNEVEN);
    const rule = { name: 'Shares', metricCode: METRIC.code, condition: 'control_chart', settings: { baselinePeriods: 40 } }; // prettier-ignore
    const made = await world.lead.http.post<{ settings: object; calibration: { centre: number; sigma: number } }>(
      `${world.workspace.path}/trigger-rules`,
      rule,
    );
    expect(made.body.settings).toMatchObject({ chart: 'p' });
    const { body } = await chart();
    expect([body.centre, body.sigma]).toEqual([
      expect.closeTo(made.body.calibration.centre, 9),
      expect.closeTo(made.body.calibration.sigma, 9),
    ]);
  });

  it('are u charts where there can be more than one a visit, or where somebody asks', async () => {
    await world.record(FIRST, CALM);
    expect((await chart('?kind=u')).body).toMatchObject({ kind: 'u', proposed: 'p' });
    const individuals = await chart('?kind=xmr');
    expect(individuals.body).toMatchObject({ kind: 'xmr', proposed: 'p', size: null, spread: 1 });
    expect(individuals.body.notes.join('\n')).toContain('A p chart fits the counts behind this ratio');
    await world.record('2026-11-10', [[120, 100]]);
    expect((await chart()).body).toMatchObject({ kind: 'u', proposed: 'u' });
  });

  it('refuse what does not fit, saying which day, which figures and what to take instead', async () => {
    await world.record(FIRST, [...CALM, [120, 100]]);
    const told = async (query: string, locale = 'en') =>
      (await chart(query, { 'accept-language': locale })).body.errors.map(({ field, code, message }) => [field, code, message]); // prettier-ignore
    const share = 'counts at most the whole; 2026-11-10 has 120 of 100: u is for counts that may be more';
    expect(await told('?kind=p')).toEqual([['kind', 'no_share', share]]);
    expect(await told('?kind=p', 'zh-CN')).toEqual([['kind', 'no_share', expect.stringContaining('120/100')]]);
    expect(await told('?kind=c')).toEqual([['kind', 'is_ratio', expect.stringContaining('orders and visits')]]);
    expect(await told('?kind=u&size=orders')).toEqual([['size', 'own_denominator', expect.any(String)]]);
    expect(await told('?kind=xmr&size=visits')).toEqual([['size', 'not_here', expect.any(String)]]);
    await world.record('2026-11-10', [[12.5, 100]]);
    const refused = await lock({ kind: 'p', to: '2026-11-10' });
    expect([refused.status, refused.body.errors[0]?.message]).toEqual([
      400, 'needs whole counts of 0 or more in orders and visits; 2026-11-10 has 12.5 of 100: xmr is for amounts and means',
    ]); // prettier-ignore
    expect((await chart()).body).toMatchObject({ kind: 'xmr', proposed: 'xmr' });
  });

  it('are locked as they fit, and keep centre, spread and definition whatever comes later', async () => {
    await world.record(FIRST, UNEVEN);
    const locked = await lock();
    expect([locked.status, locked.body]).toEqual([
      201, expect.objectContaining({ kind: 'p', size: 'visits', version: 1, definitionVersion: 1 }),
    ]); // prettier-ignore
    expect(locked.body.spread).toBeGreaterThan(4);
    await world.record('2026-11-10', [[700, 10_000], [300, 10_000]]); // prettier-ignore
    const { body } = await chart('?last=12');
    expect(body).toMatchObject({ centre: locked.body.centre, sigma: locked.body.sigma, spread: locked.body.spread });
    expect(body.locked).toMatchObject({ version: 1, spread: locked.body.spread });
    expect((await lock()).status).toBe(428);
    expect((await lock({}, 1)).body).toMatchObject({ version: 2, kind: 'p' });
  });

  it('leave limits of another definition in the history, and say that they are not applied', async () => {
    await world.record(FIRST, CALM);
    await lock();
    const change = { definition: 'Orders that were paid, of all visits', reason: 'Agreed with finance' };
    const { version } = (await world.lead.http.get<{ version: number }>(world.path)).body;
    expect((await world.lead.http.patch(world.path, change, version)).status).toBe(200);
    const { body } = await chart();
    expect(body.locked).toBeNull();
    expect(body.notes[0]).toMatch(/^Limits 1 of the p chart were locked for version 1 .* it is version 2 now/);
    expect((await lock({}, 1)).body).toMatchObject({ version: 2, definitionVersion: 2 });
    expect((await chart()).body.locked).toMatchObject({ version: 2 });
    const history = await world.lead.http.get<{ rows: Limits[] }>(`${world.path}/limits`);
    expect(history.body.rows.map(({ definitionVersion }) => definitionVersion)).toEqual([2, 1]);
  });

  it('go on by individuals limits that somebody locked, until those that fit are locked', async () => {
    await world.record(FIRST, CALM);
    expect((await lock({ kind: 'xmr' })).body).toMatchObject({ kind: 'xmr', size: null });
    const kept = (await chart()).body;
    expect(kept).toMatchObject({ kind: 'xmr', proposed: 'p', locked: { version: 1 } });
    expect(kept.notes.join('\n')).toContain('Somebody locked xmr limits, so they are drawn');
    await lock();
    expect((await chart()).body).toMatchObject({ kind: 'p', locked: { kind: 'p' } });
  });

  it('count a week by its orders and visits, and no mean of the rates of its days', async () => {
    const weeks = Array.from(
      { length: 12 },
      (_, week) =>
        [
          [20 + week, 100],
          [1_500, 10_000],
        ] as const,
    );
    const days = weeks.flatMap((pair): Counts[] => [...pair, null, null, null, null, null]);
    await world.record('2026-08-24', days);
    const { body } = await chart('?period=week');
    expect(body).toMatchObject({ kind: 'p', size: 'visits' });
    expect(body.points).toHaveLength(12);
    expect(body.points[0]).toMatchObject({
      count: 1_520,
      size: 10_100,
      value: expect.closeTo((100 * 1_520) / 10_100, 9),
    });
    expect((await lock({ period: 'week', from: '2026-08-24', to: '2026-11-15' })).body).toMatchObject({ kind: 'p' });
  });

  it('are locked by one of two people at once', async () => {
    await world.record(FIRST, CALM);
    const both = await Promise.all([lock(), lock()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 428]);
    const member = await product.given.person(world.workspace, 'member');
    expect(
      (await member.http.post(`${world.path}/limits`, { from: FIRST, to: '2026-11-09', reason: 'x' })).status,
    ).toBe(403);
  });
});
