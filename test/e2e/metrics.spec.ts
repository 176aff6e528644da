import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const CSV = { 'content-type': 'text/csv' };
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
describe('the metric dictionary', () => {
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
  });
  afterAll(() => product.stop());

  const count = async (table: string) =>
    Number((await product.sql.query(`SELECT count(*) FROM ${table} WHERE workspace_id = $1`, [workspace.id]))[0].count);

  it('holds a metric with unit, direction, period and target, under a code that is unique', async () => {
    const created = await lead.http.post(path, { ...METRIC, nameZh: '点击成本', target: 0.1 });
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.body).toMatchObject({ ...METRIC, nameZh: '点击成本', target: 0.1, version: 1 });
    expect((await lead.http.get(`${path}/cpc`)).body).toEqual(created.body);
    const again = await lead.http.post<Refusal>(path, METRIC, { 'accept-language': 'zh-CN' });
    expect([again.status, again.body.detail]).toEqual([409, '该指标已存在。']);
    expect(await count('metrics')).toBe(1);
  });

  it('lists metrics by code, page by page', async () => {
    for (const code of ['b', 'a', 'c']) await lead.http.post(path, { ...METRIC, code });
    const first = await lead.http.get<{ rows: { code: string }[]; nextCursor: string }>(`${path}?limit=2`);
    expect(first.body.rows.map(({ code }) => code)).toEqual(['a', 'b']);
    const second = await lead.http.get(`${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ rows: [{ code: 'c' }], nextCursor: null });
    expect((await lead.http.get(`${path}?cursor=bm9uZQ`)).status).toBe(400);
  });

  it('refuses every bad field of a new metric at once', async () => {
    const refused = await lead.http.post<Refusal>(path, {
      code: 'CPC!', name: '', nameZh: 7, unit: 'x'.repeat(51), direction: 'sideways', period: 'year', aggregation: 'median',
      target: 'high', colour: 'red',
    }); // prettier-ignore
    expect(refused.status).toBe(400);
    expect(new Set(refused.body.errors.map(({ field }) => field))).toEqual(
      new Set(['code', 'name', 'nameZh', 'unit', 'direction', 'period', 'aggregation', 'target', 'colour']),
    );
    expect(await count('metrics')).toBe(0);
  });

  it('is corrected by who has read it last; code and period stay for good', async () => {
    await lead.http.post(path, { ...METRIC, target: 0.1 });
    const edited = await lead.http.patch(`${path}/cpc`, { target: null, name: 'CPC' }, 1);
    expect(edited.body).toMatchObject({ target: null, name: 'CPC', unit: 'USD', version: 2 });
    expect((await lead.http.patch(`${path}/cpc`, { target: 1 }, 1)).status).toBe(412);
    const refused = await lead.http.patch<Refusal>(`${path}/cpc`, { code: 'x', period: 'day' }, 2);
    expect(refused.body.errors.map(({ field }) => field)).toEqual(['code', 'period']);
    expect((await lead.http.patch<Refusal>(`${path}/cpc`, { name: null }, 2)).body.errors).toMatchObject([
      { field: 'name' },
    ]);
    expect((await lead.http.call('PATCH', `${path}/cpc`, { target: 1 })).status).toBe(428);
    expect((await lead.http.get(`${path}/cpc`)).body).toEqual(edited.body);
  });

  it('is written by leads, fed by members, read by all, and unknown next door', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    await lead.http.post(path, METRIC);
    expect((await member.http.post(path, { ...METRIC, code: 'x' })).status).toBe(403);
    expect((await member.http.patch(`${path}/cpc`, { target: 1 }, 1)).status).toBe(403);
    expect((await auditor.http.post(`${path}/cpc/points`, { points: [] })).status).toBe(403);
    expect((await auditor.http.get(`${path}/cpc`)).status).toBe(200);
    const next = await product.given.workspace();
    const stranger = await product.given.person(next, 'admin');
    expect((await stranger.http.get(`${next.path}/metrics/cpc`)).status).toBe(404);
    expect((await stranger.http.patch(`${next.path}/metrics/cpc`, { target: 1 }, 1)).status).toBe(404);
    expect((await stranger.http.get(`${next.path}/metrics/cpc/points`)).status).toBe(404);
    expect(
      (await stranger.http.post(`${next.path}/metrics/cpc/points`, 'timestamp,value\n2011-07-01,1', CSV)).status,
    ).toBe(404);
    expect((await stranger.http.get(`${next.path}/metrics/%00`)).status).toBe(404);
  });

  it('lets one of two who enter the same code at once win, and tells the other 409', async () => {
    const answers = await Promise.all([lead.http.post(path, METRIC), lead.http.post(path, METRIC)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
