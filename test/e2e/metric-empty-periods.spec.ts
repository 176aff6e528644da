import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Points {
  readonly rows: {
    readonly label: string;
    readonly value: number | null;
    readonly points: number;
    readonly closed: boolean;
    readonly reason: { readonly code: string; readonly message: string } | null;
  }[];
  readonly nextCursor: string | null;
}

// The clock stands at 18 November, 10:00 in Shanghai: that day runs.
describe('the periods of a metric that have no value', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    path = `${workspace.path}/metrics`;
  });
  afterAll(() => product.stop());

  const enter = async (code: string, fields: Json = {}) => {
    const metric = { code, name: code, unit: 'orders', direction: 'up', period: 'day', aggregation: 'sum', ...fields };
    expect((await lead.http.post(path, metric)).status).toBe(201);
  };
  const load = async (code: string, values: Record<string, number>) => {
    const points = Object.entries(values).map(([at, value]) => ({ at, value }));
    expect((await lead.http.post(`${path}/${code}/points`, { points })).status).toBe(200);
    await product.settle();
  };
  const read = async (code: string, query: string, headers = {}) =>
    (await lead.http.get<Points>(`${path}/${code}/points?${query}`, headers)).body;
  /** Label and value, or why there is none. */
  const told = async (code: string, query = 'periods=all', headers = {}) => {
    const { rows } = await read(code, query, headers);
    return Object.fromEntries(rows.map(({ label, value, reason }) => [label, value ?? reason?.message]));
  };
  const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;

  it('are left out for who asks for values, and say why for who asks for all', async () => {
    await enter('visits');
    await load('visits', { [day(14)]: 5, [day(16)]: 7 });
    const { rows } = await read('visits', '');
    expect(rows).toMatchObject([
      { label: day(14), value: 5, reason: null },
      { label: day(16), value: 7, reason: null },
    ]);
    expect(await read('visits', 'periods=with_value')).toEqual({ rows, nextCursor: null });
    expect((await read('visits', 'periods=all')).rows).toMatchObject([
      rows[0],
      { label: day(15), value: null, points: 0, closed: true, reason: { code: 'no_points', message: 'no value has arrived' } },
      rows[1],
      { label: day(17), reason: { code: 'no_points' } },
      { label: day(18), closed: false, reason: { code: 'running', message: 'the period is not over, and no value has arrived yet' } },
    ]); // prettier-ignore
    expect(await told('visits', `periods=all&from=${day(12)}&to=${day(14)}`)).toEqual({
      [day(12)]: 'no value has arrived',
      [day(13)]: 'no value has arrived',
      [day(14)]: 5,
    });
    const refused = await lead.http.get<{ errors: Json[] }>(`${path}/visits/points?periods=some`);
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field: 'periods' }]]);
  });

  it('begin with the first value and end when the metric goes out of use', async () => {
    await enter('visits');
    expect(await read('visits', 'periods=all')).toEqual({ rows: [], nextCursor: null });
    await load('visits', { [day(15)]: 5 });
    await lead.http.patch(`${path}/visits`, { archived: true }, 1);
    product.clock.advance({ days: 30 });
    expect(Object.keys(await told('visits'))).toEqual([15, 16, 17, 18].map(day));
  });

  it('say that cleaning left the value out, until that is undone', async () => {
    await enter('visits', { outlierRule: 'exclude' });
    const usual = Object.fromEntries([9, 10, 11, 12, 13, 14, 15].map((number) => [day(number), 10 + (number % 3)]));
    await load('visits', { ...usual, [day(16)]: 1000, [day(17)]: 10 });
    expect(await told('visits', `periods=all&from=${day(15)}&to=${day(17)}`)).toEqual({
      [day(15)]: 10,
      [day(16)]: 'its value was left out by cleaning',
      [day(17)]: 10,
    });
    const [cleaning] = (await lead.http.get<{ rows: { id: string }[] }>(`${path}/visits/cleanings`)).body.rows;
    await lead.http.post(`${path}/visits/cleanings/${cleaning?.id}/undo`);
    expect(await told('visits', `periods=all&from=${day(16)}&to=${day(16)}`)).toEqual({ [day(16)]: 1000 });
  });

  it('say of a computed metric what its formula lacks, and why that is missing', async () => {
    await enter('orders');
    await enter('visits', { outlierRule: 'exclude' });
    await enter('conversion', { unit: '%', aggregation: 'mean', numerator: 'orders', denominator: 'visits' });
    await enter('tenfold', { formula: 'conversion × 10' });
    const usual = Object.fromEntries([5, 6, 7, 8, 9, 10, 11, 12].map((number) => [day(number), 100]));
    await load('visits', { ...usual, [day(13)]: 50_000, [day(14)]: 0, [day(15)]: 100 });
    await load('orders', { [day(12)]: 3, [day(13)]: 3, [day(14)]: 0 });
    const query = `periods=all&from=${day(12)}&to=${day(15)}`;
    expect(await told('conversion', query)).toEqual({
      [day(12)]: 3,
      [day(13)]: 'no value for visits (its value was left out by cleaning)',
      [day(14)]: 'the denominator visits is 0',
      [day(15)]: 'no value for orders (no value has arrived)',
    });
    expect(await told('tenfold', query, { 'accept-language': 'zh-CN' })).toEqual({
      [day(12)]: 30,
      [day(13)]: '缺少以下指标的数值:conversion(缺少以下指标的数值:visits(数值已在数据清洗中排除))',
      [day(14)]: '缺少以下指标的数值:conversion(分母 visits 为零)',
      [day(15)]: '缺少以下指标的数值:conversion(缺少以下指标的数值:orders(未收到数值))',
    });
    expect(Object.keys(await told('tenfold'))[0]).toBe(day(5));
  });

  it('say why over a longer period too', async () => {
    for (const code of ['orders', 'visits']) await enter(code);
    await enter('conversion', { aggregation: 'mean', formula: 'orders / visits' });
    await load('visits', { '2026-10-26': 0, '2026-10-27': 0, '2026-11-09': 4 });
    await load('orders', { '2026-10-26': 1, '2026-11-09': 2 });
    expect(await told('conversion', 'periods=all&period=week')).toEqual({
      '2026-W44': 'division by zero at position 8 of the formula',
      '2026-W45': 'no value for orders (no value has arrived), visits (no value has arrived)',
      '2026-W46': 0.5,
      '2026-W47':
        'no value for orders (the period is not over, and no value has arrived yet), ' +
        'visits (the period is not over, and no value has arrived yet)',
    });
  });

  it('are on one page each, none twice and none lost, while values come and go between the pages', async () => {
    await enter('visits');
    await load('visits', { [day(8)]: 1, [day(10)]: 2, [day(15)]: 3 });
    const labels: string[] = [];
    for (let cursor: string | null = '', page = 0; cursor !== null; page += 1) {
      const shown: Points = await read('visits', `periods=all&limit=3${cursor && `&cursor=${cursor}`}`);
      labels.push(...shown.rows.map(({ label }) => label));
      cursor = shown.nextCursor;
      if (page === 0) await load('visits', { [day(9)]: 9, [day(11)]: 9, [day(12)]: 9 });
    }
    expect(labels).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18].map(day));
    const whole = await read('visits', 'periods=all&limit=11');
    expect([whole.rows.length, whole.nextCursor]).toEqual([11, null]);
  });

  it('are as many as the clocks make them on the day they change', async () => {
    const elsewhere = await product.given.workspace({ timeZone: 'America/New_York' });
    const person = await product.given.person(elsewhere, 'lead');
    const hourly = { code: 'visits', name: 'v', unit: 'n', direction: 'up', period: 'hour', aggregation: 'sum' };
    await person.http.post(`${elsewhere.path}/metrics`, hourly);
    for (const [date, hours] of [['2026-03-08', 23], ['2026-11-01', 25]] as const) {
      const query = `periods=all&limit=200&from=${date}&to=${date}`;
      const { body } = await person.http.get<Points>(`${elsewhere.path}/metrics/visits/points?${query}`);
      expect(body.rows).toHaveLength(hours);
    } // prettier-ignore
  });
});
