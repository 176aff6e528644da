import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const CSV = { 'content-type': 'text/csv' };
const CPC = readFileSync('examples/data/exchange-2_cpc.csv', 'utf8');
/** The real file without the line that contradicts the one before it. */
const CLEAN = CPC.split('\n').toSpliced(1305, 1).join('\n');

const METRIC = {
  code: 'cpc',
  name: 'Cost per click',
  unit: 'USD',
  direction: 'down',
  period: 'hour',
  aggregation: 'mean',
};

interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}
interface Points {
  rows: { start: string; label: string; value: number; points: number; closed: boolean }[];
  nextCursor: string | null;
}

describe('the points of a metric', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    path = `${workspace.path}/metrics`;
    await lead.http.post(path, METRIC);
  });
  afterAll(() => product.stop());

  const count = async (table: string) =>
    Number((await product.sql.query(`SELECT count(*) FROM ${table} WHERE workspace_id = $1`, [workspace.id]))[0].count);
  const upload = (text: string, headers = {}) =>
    member.http.post<Refusal>(`${path}/cpc/points`, text, { ...CSV, ...headers });

  it('refuses the real file whole, since line 1306 contradicts line 1305', async () => {
    const refused = await upload(CPC);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'invalid_rows',
      errors: [{ field: 'line 1306', code: 'contradiction', message: expect.stringContaining('0.13125 at line 1305') }],
    });
    expect(await count('metric_points')).toBe(0);
  });

  it('loads the real file once that is mended, and a second upload changes nothing and leaves no trace', async () => {
    expect((await upload(CLEAN)).body).toEqual({
      received: 1623,
      inserted: 1623,
      changed: 0,
      unchanged: 0,
      batchId: expect.any(String),
    });
    expect((await upload(CLEAN)).body).toEqual({
      received: 1623,
      inserted: 0,
      changed: 0,
      unchanged: 1623,
      batchId: null,
    });
    const events = await product.sql.query<{ payload: unknown }[]>(
      "SELECT payload FROM outbox_events WHERE workspace_id = $1 AND type = 'metric.points_recorded'",
      [workspace.id],
    );
    expect(events).toMatchObject([
        {
          payload: {
            metricCode: 'cpc', inserted: 1623, changed: 0, firstStart: '2011-06-30T16:00:00.000Z', lastStart: '2011-09-07T07:00:00.000Z',
          },
        },
      ]); // prettier-ignore
  });

  it('takes a corrected value, and says which rows were new to it', async () => {
    await upload('timestamp,value\n2011-07-01 00:00:01,1\n2011-07-01 01:00:01,2\n');
    const body = { points: [
        { at: '2011-07-01T01:30:00+08:00', value: 3 }, { at: '2011-07-01T02:00:00+08:00', value: 4 }, { at: '2011-07-01T00:59:59+08:00', value: 1 },
      ] }; // prettier-ignore
    const corrected = await member.http.post(`${path}/cpc/points`, body);
    expect(corrected.status).toBe(200);
    expect(corrected.body).toMatchObject({ received: 3, inserted: 1, changed: 1, unchanged: 1 });
    const { rows } = (await lead.http.get<Points>(`${path}/cpc/points`)).body;
    expect(rows.map(({ label, value }) => [label, value])).toEqual([
      ['2011-07-01 00:00', 1],
      ['2011-07-01 01:00', 3],
      ['2011-07-01 02:00', 4],
    ]);
  });

  it('lists forty broken rows with their lines, and loads none of the good ones', async () => {
    const broken = [
        'soon,1', '2011-02-30 00:00,1', '2011-07-01 25:00,1', '2027-01-01 00:00,1', '2011-07-01 03:00,x', '2011-07-01 04:00,', '2011-07-01 05:00,1,2',
        '2011-07-01 06:00', '2011-07-01 00:30,99', '2011-07-01 07:00,Infinity',
      ]; // prettier-ignore
    const lines = [
      'timestamp,value',
      '2011-07-01 00:00,1',
      ...broken,
      ...broken,
      ...broken,
      ...broken,
      '2011-07-01 23:00,1',
    ];
    const refused = await upload(lines.join('\r\n'));
    expect(refused.body).toMatchObject({
      code: 'invalid_rows',
      detail: '40 row(s) are not acceptable; nothing was loaded.',
    });
    expect(refused.body.errors.map(({ field }) => field)).toEqual(
      Array.from({ length: 40 }, (_, row) => `line ${row + 3}`),
    );
    expect(refused.body.errors.slice(0, 10).map(({ code }) => code)).toEqual([
        'bad_time', 'bad_time', 'bad_time', 'in_the_future', 'not_a_number', 'not_a_number', 'wrong_columns', 'wrong_columns',
        'contradiction', 'not_a_number',
      ]); // prettier-ignore
    expect(await count('metric_points')).toBe(0);
  });

  it('lists the first thousand of many broken rows, and counts them all', async () => {
    const refused = await upload(`timestamp,value\n${'never,1\n'.repeat(1250)}`, { 'accept-language': 'zh-CN' });
    expect(refused.body.detail).toBe('有 1250 行不符合要求,未载入任何数据。');
    expect(refused.body.errors).toHaveLength(1_000);
    expect(refused.body.errors[0]?.message).toContain('不是真实存在的时间');
  });

  it.each([
    ['nothing', '', 'empty'],
    ['a header alone', 'timestamp,value\n', 'empty'],
    ['no header', '2011-07-01,1\n', 'bad_header'],
    ['the columns the other way round', 'value,timestamp\n1,2011-07-01\n', 'bad_header'],
  ])('refuses a file with %s', async (_, text, code) => {
    const refused = await upload(text);
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field: 'line 1', code }]]);
  });

  it('reads a file as spreadsheets save it: byte order mark, quotes, blank lines', async () => {
    const answer = await upload('\ufeffTimestamp,Value\r\n"2011-07-01 00:00:01","1.5"\r\n\r\n2011-07-01 01:00, 2 \r\n');
    expect(answer.body).toMatchObject({ received: 2, inserted: 2, changed: 0, unchanged: 0 });
  });

  it('names the line where a quotation mark is never closed', async () => {
    const refused = await upload('timestamp,value\n2011-07-01 00:00,1\n"2011-07-02 00:00,1\n2011-07-03 00:00,1\n');
    expect(refused.body.errors).toMatchObject([{ field: 'line 3', code: 'broken_quotes' }]);
    expect(await count('metric_points')).toBe(0);
  });

  it.each([
    ['no points', {}, 'points'],
    ['an empty list', { points: [] }, 'points'],
    ['a field beside them', { points: [{ at: '2011-07-01', value: 1 }], dryRun: true }, 'points'],
    ['text for a number', { points: [{ at: '2011-07-01', value: '1' }] }, 'points.0'],
    ['a point that is none', { points: [{ at: '2011-07-01T00:00', value: 1 }, 7] }, 'points.1'],
    ['a field beside value', { points: [{ at: '2011-07-01', value: 1, unit: 'USD' }] }, 'points.0'],
    ['more than 20,000', { points: Array.from({ length: 20_001 }, () => ({ at: '2011-07-01', value: 1 })) }, 'points'],
  ])('refuses JSON with %s', async (_, body, field) => {
    const refused = await member.http.post<Refusal>(`${path}/cpc/points`, body);
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field]);
    expect(await count('metric_points')).toBe(0);
  });

  it('takes 20,000 points at once', async () => {
    const start = Date.parse('2011-01-01T00:00:00Z');
    const points = Array.from({ length: 20_000 }, (_, hour) => ({
      at: new Date(start + hour * 3_600_000).toISOString(),
      value: hour,
    }));
    const answer = await member.http.post(`${path}/cpc/points`, { points });
    expect(answer.body).toMatchObject({ received: 20_000, inserted: 20_000 });
  });

  it('keeps two uploads at once apart: every point is counted as new exactly once', async () => {
    const answers = await Promise.all([
      upload(CLEAN),
      upload(CLEAN.split('\n').slice(0, 1).concat(CLEAN.trim().split('\n').slice(1).reverse()).join('\n')),
    ]);
    const told = answers.map(({ body }) => body as unknown as { inserted: number; unchanged: number });
    expect(told.map(({ inserted }) => inserted).sort((a, b) => a - b)).toEqual([0, 1623]);
    expect(await count('metric_points')).toBe(1623);
  });

  it('are read in days, weeks or months of the workspace, between two days, page by page', async () => {
    await upload(CLEAN);
    const week = await lead.http.get<Points>(`${path}/cpc/points?period=week&from=2011-07-04&to=2011-07-17`);
    expect(week.body.rows.map(({ label, points }) => [label, points])).toEqual([
      ['2011-W27', 168],
      ['2011-W28', 168],
    ]);
    const days: Points['rows'][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { body: Points } = await lead.http.get<Points>(`${path}/cpc/points?period=day&limit=50${next}`);
      days.push(page.body.rows);
      cursor = page.body.nextCursor;
    }
    expect(days.map(({ length }) => length)).toEqual([50, 19]);
    expect(days.flat().find(({ label }) => label === '2011-09-02')?.points).toBe(9);
    expect(days.flat()[0]?.value).toBeCloseTo(0.1226, 4);
    expect((await lead.http.get(`${path}/cpc/points?period=month`)).body).toMatchObject({
      rows: [{ label: '2011-07' }, { label: '2011-08' }, { label: '2011-09', points: 140 }],
    });
  });

  it('tell a period that is still running from one that is over', async () => {
    await upload('timestamp,value\n2026-11-18 08:00,1\n2026-11-18 10:00,2\n');
    const { rows } = (await lead.http.get<Points>(`${path}/cpc/points`)).body;
    expect(rows.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('are not joined into a period that does not hold theirs, and a foreign cursor is refused', async () => {
    await lead.http.post(path, { ...METRIC, code: 'weekly', period: 'week' });
    expect((await lead.http.get<Refusal>(`${path}/weekly/points?period=month`)).body.errors).toMatchObject([
      { field: 'period' },
    ]);
    expect(
      (await lead.http.get<Refusal>(`${path}/cpc/points?from=soon&to=2011-02-30&period=year`)).body.errors,
    ).toHaveLength(3);
    expect((await lead.http.get<Refusal>(`${path}/cpc/points?cursor=WyJ4Il0`)).body.code).toBe('invalid_cursor');
  });

  it("make a goal: an item's goal names a metric of its workspace", async () => {
    const open = (goalMetric: string) =>
      lead.http.post(`${workspace.path}/items`, { title: 'CPC rose', type: 'metric_anomaly', goalMetric });
    expect((await open('cpc')).status).toBe(201);
    expect((await open('cpm')).status).toBe(400);
  });
});
