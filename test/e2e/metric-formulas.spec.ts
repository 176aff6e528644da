import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}
interface Points {
  rows: { label: string; value: number; points: number }[];
}

describe('a computed metric', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    path = `${workspace.path}/metrics`;
  });
  afterAll(() => product.stop());

  const enter = (code: string, fields: Json = {}) =>
    lead.http.post<Refusal>(path, {
      ...{ code, name: code, unit: 'orders', direction: 'up', period: 'day', aggregation: 'sum' },
      ...fields,
    });
  const load = async (code: string, values: Record<string, number>, dimensions?: Record<string, string>) => {
    const points = Object.entries(values).map(([at, value]) => ({ at, value, ...(dimensions && { dimensions }) }));
    const { status } = await lead.http.post(`${path}/${code}/points`, { points });
    expect(status).toBe(200);
    await product.settle();
  };
  const valuesOf = async (code: string, query = '') => {
    const { body } = await lead.http.get<Points>(`${path}/${code}/points?${query}`);
    return Object.fromEntries(body.rows.map(({ label, value }) => [label, value]));
  };

  it('follows its factors: points that come, come late, or are restated, and nothing where one is missing', async () => {
    for (const code of ['traffic', 'conversion', 'order_value']) await enter(code);
    expect((await enter('gmv', { formula: 'traffic × conversion × order_value' })).status).toBe(201);
    await load('traffic', { '2026-11-01': 1000, '2026-11-02': 1200, '2026-11-03': 900 });
    await load('conversion', { '2026-11-01': 0.02, '2026-11-02': 0.02 });
    await load('order_value', { '2026-11-01': 50, '2026-11-02': 45, '2026-11-03': 50 });
    expect(await valuesOf('gmv')).toEqual({ '2026-11-01': 1000, '2026-11-02': 1080 });
    await load('conversion', { '2026-11-02': 0.03, '2026-11-03': 0.01 });
    expect(await valuesOf('gmv')).toEqual({ '2026-11-01': 1000, '2026-11-02': 1620, '2026-11-03': 450 });
    const restated = await lead.http.get<{ rows: Json[] }>(`${path}/gmv/restatements`);
    expect(restated.body.rows).toMatchObject([
      { label: '2026-11-02', oldValue: 1080, newValue: 1620, restatedBy: null },
    ]);
  });

  it('computes only what was touched', async () => {
    await enter('a');
    await enter('double', { formula: '2 × a' });
    await load('a', { '2026-10-01': 1, '2026-10-02': 2, '2026-11-01': 3 });
    await load('a', { '2026-10-02': 5 });
    const { body } = await lead.http.get<{ rows: Json[] }>(`${path}/double/batches`);
    expect(body.rows).toMatchObject([
      { format: 'formula', inserted: 0, changed: 1 },
      { format: 'formula', inserted: 3, changed: 0 },
    ]);
  });

  it('has no value where it divides by zero, and says so', async () => {
    for (const code of ['orders', 'uv']) await enter(code);
    await enter('conversion', { unit: '%', aggregation: 'mean', numerator: 'orders', denominator: 'uv' });
    await load('orders', { '2026-11-02': 3, '2026-11-03': 0, '2026-11-04': 9 });
    await load('uv', { '2026-11-02': 100, '2026-11-03': 0, '2026-11-04': 900 });
    expect(await valuesOf('conversion')).toEqual({ '2026-11-02': 3, '2026-11-04': 1 });
    const { body } = await lead.http.get(`${path}/conversion/contributions?from=2026-11-02&to=2026-11-03`, {
      'accept-language': 'zh-CN',
    });
    expect(body).toMatchObject({ change: null, factors: [], reason: '分母 uv 为零' });
    // What was a value is none any more.
    await load('uv', { '2026-11-04': 0 });
    expect(await valuesOf('conversion')).toEqual({ '2026-11-02': 3 });
  });

  it('is over a week what its parts were over the week, and no mean of daily rates', async () => {
    for (const code of ['orders', 'uv']) await enter(code);
    await enter('conversion', { unit: '%', aggregation: 'mean', numerator: 'orders', denominator: 'uv' });
    await load('orders', { '2026-11-02': 50, '2026-11-03': 1 });
    await load('uv', { '2026-11-02': 100, '2026-11-03': 100 });
    expect(await valuesOf('conversion', 'period=week')).toEqual({ '2026-W45': 25.5 });
    await load('uv', { '2026-11-03': 900 });
    expect(await valuesOf('conversion', 'period=week')).toEqual({ '2026-W45': 5.1 });
  });

  it('is computed for every segment that all its parts have, and over what is computed itself', async () => {
    for (const code of ['orders', 'uv']) await enter(code, { dimensions: ['channel'] });
    await enter('rate', { aggregation: 'mean', formula: 'orders / uv' });
    await enter('rate_percent', { aggregation: 'mean', formula: '100 * rate' });
    await load('orders', { '2026-11-02': 4 }, { channel: 'app' });
    await load('orders', { '2026-11-02': 5 }, { channel: 'web' });
    await load('uv', { '2026-11-02': 8 }, { channel: 'app' });
    expect(await valuesOf('rate_percent', `series=${encodeURIComponent('channel=app')}`)).toEqual({ '2026-11-02': 50 });
    expect(await valuesOf('rate_percent', `series=${encodeURIComponent('channel=web')}`)).toEqual({});
    expect(await valuesOf('rate_percent')).toEqual({});
  });

  it('is computed anew for all time when its formula changes, which is a new version of its definition', async () => {
    await enter('a');
    await load('a', { '2026-10-01': 1, '2026-11-01': 3 });
    await enter('b', { formula: 'a + 1' });
    await product.settle();
    expect(await valuesOf('b')).toEqual({ '2026-10-01': 2, '2026-11-01': 4 });
    const { body } = await lead.http.patch(`${path}/b`, { formula: 'a × 10', reason: 'Counted in tenths' }, 1);
    expect(body).toMatchObject({ definitionVersion: 2, version: 2 });
    await product.settle();
    expect(await valuesOf('b')).toEqual({ '2026-10-01': 10, '2026-11-01': 30 });
    const definitions = await lead.http.get<Json[]>(`${path}/b/definitions`);
    expect(definitions.body).toMatchObject([
      { version: 2, reason: 'Counted in tenths', definedBy: lead.userId, content: { formula: 'a × 10' } },
      { version: 1, reason: null, content: { formula: 'a + 1' } },
    ]);
  });

  it('tells what each factor contributed to a change, to the last digit', async () => {
    for (const code of ['traffic', 'conversion', 'order_value']) await enter(code);
    await enter('gmv', { formula: 'traffic × conversion × order_value' });
    await load('traffic', { '2026-11-02': 1000, '2026-11-03': 1200 });
    await load('conversion', { '2026-11-02': 0.02, '2026-11-03': 0.02 });
    await load('order_value', { '2026-11-02': 50, '2026-11-03': 45 });
    const { body } = await lead.http.get<{ change: number; factors: { contribution: number }[] }>(
      `${path}/gmv/contributions?from=2026-11-02&to=2026-11-03`,
    );
    expect(body).toMatchObject({
      ...{ formula: 'traffic × conversion × order_value', fromPeriod: '2026-11-02', toPeriod: '2026-11-03' },
      ...{ from: 1000, to: 1080, change: 80, reason: null },
      factors: [
        { code: 'traffic', from: 1000, to: 1200, share: expect.closeTo(190 / 80, 9) },
        { code: 'conversion', contribution: 0 },
        { code: 'order_value', from: 50, to: 45 },
      ],
    });
    expect(body.factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(80, 9);
    const same = await lead.http.get<Refusal>(`${path}/gmv/contributions?from=2026-11-02&to=2026-11-03&period=week`);
    expect(same.body.errors).toMatchObject([{ field: 'to', code: 'not_later' }]);
    const missing = await lead.http.get(`${path}/gmv/contributions?from=2026-11-02&to=2026-11-09`);
    expect(missing.body).toMatchObject({ reason: 'no value for traffic, conversion, order_value' });
    expect((await lead.http.get(`${path}/traffic/contributions?from=2026-11-02&to=2026-11-03`)).status).toBe(409);
  });

  it.each([
    ['a circle of one', { formula: 'x + 1' }, 'cycle', 'goes round in a circle: x → x'],
    ['what cannot be read', { formula: 'a + + b' }, 'operand_expected', 'at position 5: a metric, a number or "(" is expected, not "+"'],
    ['metrics nobody knows', { formula: 'a × nobody + none' }, 'no_metric', 'not in the metric dictionary: nobody, none'],
    ['longer periods than its own', { formula: 'monthly / 30' }, 'period_too_short', expect.stringContaining('monthly')],
    ['no metric at all', { formula: '1 + 1' }, 'no_operand', 'names no metric'],
    ['half a ratio', { numerator: 'a' }, 'half_a_ratio', expect.any(String)],
    ['both forms', { numerator: 'a', denominator: 'b', formula: 'a / b' }, 'two_formulas', expect.any(String)],
  ])('is refused with %s', async (_, fields, code, message) => {
    for (const operand of ['a', 'b']) await enter(operand);
    await enter('monthly', { period: 'month' });
    const refused = await enter('x', fields);
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ code, message }]]);
  }); // prettier-ignore

  it('names the circle that a change would close, also when two changes are made at once', async () => {
    await enter('a');
    await enter('b', { formula: 'a + 1' });
    await enter('c', { formula: 'b + 1' });
    await enter('d', { formula: 'a + 2' });
    const refused = await lead.http.patch<Refusal>(`${path}/b`, { formula: 'c - 1' }, 1);
    expect(refused.body.errors).toMatchObject([{ field: 'formula', message: 'goes round in a circle: b → c → b' }]);
    const both = await Promise.all([
      lead.http.patch(`${path}/b`, { formula: 'd + 1' }, 1),
      lead.http.patch(`${path}/d`, { formula: 'b + 1' }, 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('takes no points of its own, and what has points is not computed', async () => {
    await enter('a');
    await enter('b', { formula: 'a + 1' });
    const refused = await lead.http.post<Refusal>(`${path}/b/points`, { points: [{ at: '2026-11-01', value: 1 }] });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      'The metric is computed from others; load the points of those.',
    ]);
    await load('a', { '2026-11-01': 1 });
    const changed = await lead.http.patch<Refusal>(`${path}/a`, { formula: 'b + 1' }, 1);
    expect([changed.status, changed.body.errors[0]?.code]).toEqual([400, 'cycle']);
    await enter('e');
    const kept = await lead.http.patch<Refusal>(`${path}/a`, { formula: 'e + 1' }, 1);
    expect(kept.body.errors).toMatchObject([{ field: 'formula', code: 'has_points' }]);
  });
});
