import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const METRIC = {
  code: 'conversion',
  name: 'Conversion',
  unit: '%',
  direction: 'up',
  period: 'day',
  aggregation: 'mean',
};

interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}

describe('an entry of the dictionary', () => {
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

  it('says what it means, whose it is, where it comes from and how soon', async () => {
    const fields = {
      nameZh: '转化率', definition: 'Orderers divided by UV, not payers', class: 'effect', scene: 'checkout', ownerId: lead.userId,
      source: 'CRM', freshnessDays: 1, freshnessCalendar: 'working', core: true, target: 15, benchmark: 12.5,
      dimensions: ['channel', 'segment'], outlierRule: 'exclude', gapRule: 'median',
    }; // prettier-ignore
    const created = await lead.http.post(path, { ...METRIC, ...fields });
    expect([created.status, created.body]).toMatchObject([
      201,
      { ...METRIC, ...fields, definitionVersion: 1, archivedAt: null },
    ]);
    expect((await lead.http.get(`${path}/conversion`)).body).toEqual(created.body);
    await lead.http.post(path, { ...METRIC, code: 'other' });
    const listed = await lead.http.get<{ rows: Json[] }>(`${path}?class=effect&scene=checkout`);
    expect(listed.body.rows).toMatchObject([{ code: 'conversion' }]);
  });

  it('is refused with everything that is wrong at once', async () => {
    const stranger = await product.given.person(await product.given.workspace(), 'lead');
    const shapes = await lead.http.post<Refusal>(path, {
      ...METRIC, class: 'beauty', freshnessDays: -1, freshnessCalendar: 'lunar', core: 'yes', benchmark: 1e308,
      dimensions: 'channel', outlierRule: 'ignore', gapRule: 'exclude',
    }); // prettier-ignore
    expect(new Set(shapes.body.errors.map(({ field }) => field))).toEqual(
      new Set([
        'class',
        'freshnessDays',
        'freshnessCalendar',
        'core',
        'benchmark',
        'dimensions',
        'outlierRule',
        'gapRule',
      ]),
    );
    const facts = { ownerId: stranger.userId, dimensions: ['channel', 'channel'], formula: 'nobody' };
    const refused = await lead.http.post<Refusal>(path, { ...METRIC, ...facts }, { 'accept-language': 'zh-CN' });
    expect(refused.body.errors).toMatchObject([
      { field: 'ownerId', message: '不是本工作区的成员' },
      { field: 'dimensions' },
      { field: 'formula', message: '指标字典中没有:nobody' },
    ]);
  });

  it('gets a new version of its definition when its meaning changes, and none for anything else', async () => {
    await lead.http.post(path, METRIC);
    const renamed = await lead.http.patch(`${path}/conversion`, { name: 'CVR', target: 14, core: true }, 1);
    expect(renamed.body).toMatchObject({ version: 2, definitionVersion: 1 });
    const change = { definition: 'Orderers / UV', direction: 'down', reason: 'One definition for the company' };
    const redefined = await lead.http.patch(`${path}/conversion`, change, 2);
    expect(redefined.body).toMatchObject({ version: 3, definitionVersion: 2 });
    expect((await lead.http.patch(`${path}/conversion`, change, 3)).body).toMatchObject({
      version: 3,
      definitionVersion: 2,
    });
    const { body } = await lead.http.get<Json[]>(`${path}/conversion/definitions`);
    expect(body).toMatchObject([
      {
        version: 2,
        reason: 'One definition for the company',
        content: { name: 'CVR', direction: 'down', period: 'day' },
      },
      { version: 1, content: { name: 'Conversion', direction: 'up', definition: null } },
    ]);
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await stranger.http.get(`${path}/conversion/definitions`)).status).toBe(404);
  });

  it('takes no points once it is out of use, keeps those it has, and can come back', async () => {
    await lead.http.post(path, METRIC);
    const points = { points: [{ at: '2026-11-01', value: 1 }] };
    await lead.http.post(`${path}/conversion/points`, points);
    const archived = await lead.http.patch(`${path}/conversion`, { archived: true }, 1);
    expect(archived.body).toMatchObject({ archivedAt: '2026-11-18T02:00:00.000Z', definitionVersion: 1 });
    const refused = await lead.http.post<Refusal>(`${path}/conversion/points`, points);
    expect([refused.status, refused.body.detail]).toEqual([409, 'The metric is out of use and takes no points.']);
    expect((await lead.http.get<{ rows: Json[] }>(`${path}/conversion/points`)).body.rows).toHaveLength(1);
    expect((await lead.http.get<{ rows: Json[] }>(path)).body.rows).toEqual([]);
    expect((await lead.http.get<{ rows: Json[] }>(`${path}?archived=true`)).body.rows).toHaveLength(1);
    await lead.http.patch(`${path}/conversion`, { archived: false }, 2);
    expect((await lead.http.post(`${path}/conversion/points`, points)).status).toBe(200);
  });

  it('has targets over time, each from a day on', async () => {
    await lead.http.post(path, METRIC);
    const targets = [{ from: '2026-07-01', value: 14 }, { from: '2026-01-01', value: 12 }]; // prettier-ignore
    const set = await lead.http.put(`${path}/conversion/targets`, { targets }, 1);
    expect(set.body).toEqual({ targets: targets.toReversed(), version: 2 });
    expect((await lead.http.get(`${path}/conversion/targets`)).body).toEqual(set.body);
    expect((await lead.http.put(`${path}/conversion/targets`, { targets }, 1)).status).toBe(412);
    const twice = await lead.http.put<Refusal>(
      `${path}/conversion/targets`,
      { targets: [...targets, { from: '2026-01-01', value: 1 }] },
      2,
    );
    expect(twice.body.errors).toMatchObject([{ field: 'targets.2.from', code: 'twice' }]);
    const member = await product.given.person(workspace, 'member');
    expect((await member.http.put(`${path}/conversion/targets`, { targets }, 2)).status).toBe(403);
    expect((await lead.http.put(`${path}/conversion/targets`, { targets: [] }, 2)).body).toEqual({
      targets: [],
      version: 3,
    });
  });
});
