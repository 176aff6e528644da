import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const METRIC = { code: 'price', name: 'Unit price', unit: 'CNY', direction: 'up', period: 'day', aggregation: 'mean' };

interface Refusal {
  code: string;
  detail: string;
}
interface Cleaning {
  id: string;
  label: string;
  finding: string;
  state: string;
  median: number | null;
  rawValue: number | null;
}
interface Report {
  judgedAt: string | null;
  report: Record<'outliers' | 'gaps' | 'outOfWindow', Json> & { duplicates: number; received: number; units: Json[] };
}

describe('the quality of an upload', () => {
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
    path = `${workspace.path}/metrics/price`;
    await lead.http.post(`${workspace.path}/metrics`, METRIC);
  });
  afterAll(() => product.stop());

  const day = (number: number, month = 11) => `2026-${month}-${String(number).padStart(2, '0')}`;
  const load = async (values: Record<string, number>, repeats = 0) => {
    const points = Object.entries(values).map(([at, value]) => ({ at, value }));
    const sent = [...points, ...points.slice(0, repeats)];
    const { body } = await lead.http.post<{ batchId: string; changed: number }>(`${path}/points`, { points: sent });
    await product.settle();
    return body;
  };
  /** Ten days around 10 of which the 4th is missing and the 7th is a hundredfold. */
  const holed = () =>
    Object.fromEntries([1, 2, 3, 5, 6, 7, 8, 9, 10].map((n) => [day(n), n === 7 ? 1000 : 10 + (n % 3)]));
  const reportOf = async (batchId: string) => (await lead.http.get<Report>(`${path}/batches/${batchId}/quality`)).body;
  const cleanings = async (query = '') =>
    (await lead.http.get<{ rows: Cleaning[] }>(`${path}/cleanings?${query}`)).body.rows;
  const valuesOf = async () => {
    const { body } = await lead.http.get<{ rows: { label: string; value: number }[] }>(`${path}/points`);
    return Object.fromEntries(body.rows.map(({ label, value }) => [label, value]));
  };
  const events = async () => {
    const rows = await product.sql.query<{ type: string }[]>(
      "SELECT type FROM outbox_events WHERE workspace_id = $1 AND type LIKE 'metric.%clean%' ORDER BY id",
      [workspace.id],
    );
    return rows.map(({ type }) => type);
  };

  it('names repeats, gaps, values beyond ten times the mean, and old points', async () => {
    const { batchId } = await load({ ...holed(), [day(1, 10)]: 11, '2026-01-05': 10 }, 2);
    const { report, judgedAt } = await reportOf(batchId);
    expect(judgedAt).toBe('2026-11-18T02:00:00.000Z');
    expect(report).toMatchObject({
      ...{ received: 13, duplicates: 2, units: [] },
      outliers: { count: 1, first: [{ series: '', label: day(7), value: 1000, mean: expect.closeTo(10.9, 9) }] },
      gaps: { count: 3, first: [{ first: '2026-01-06' }, { first: day(2, 10), last: day(31, 10), periods: 30 }, { first: day(4), last: day(4), periods: 1 }] },
      outOfWindow: { count: 1, days: 180, first: '2026-01-05', last: '2026-01-05' },
    }); // prettier-ignore
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await stranger.http.get(`${path}/batches/${batchId}/quality`)).status).toBe(404);
    expect((await lead.http.get(`${path}/batches/${workspace.id}/quality`)).status).toBe(404);
  });

  it('goes by the measures of the workspace, where it has its own', async () => {
    const admin = await product.given.person(workspace, 'admin');
    const own = { metricOutlierTimes: 200, metricWindowDays: 400, metricCoverageAim: 90 };
    expect((await admin.http.patch(`${workspace.path}/settings`, own, 1)).status).toBe(200);
    const { batchId } = await load({ ...holed(), '2026-01-05': 10 });
    const { report } = await reportOf(batchId);
    expect(report.outliers).toMatchObject({ count: 0 });
    expect(report.outOfWindow).toMatchObject({ count: 0, days: 400 });
    expect((await lead.http.get<{ aim: number }>(`${workspace.path}/metric-coverage`)).body.aim).toBe(90);
  });

  it('suspects a unit when a whole upload is a hundred times what was known', async () => {
    await load(Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [day(n), 0.14])));
    const { batchId } = await load({ [day(7)]: 14.1, [day(8)]: 13.9 });
    expect((await reportOf(batchId)).report.units).toMatchObject([
      { series: '', median: 14, medianAround: 0.14, factor: 100 },
    ]);
  });

  it('proposes what to do, and a person does it: the value is left out, the gap filled with the median', async () => {
    const { batchId } = await load(holed());
    const proposed = await cleanings('state=proposed');
    expect(proposed).toMatchObject([
      { finding: 'outlier', label: day(7), rawValue: 1000, median: 11 },
      { finding: 'gap', label: day(4), rawValue: null, median: 11 },
    ]);
    const member = await product.given.person(workspace, 'member');
    const body = { finding: 'gap', action: 'median', reason: 'The export failed' };
    expect((await member.http.post(`${path}/batches/${batchId}/cleanings`, body)).status).toBe(403);
    expect((await lead.http.post(`${path}/batches/${batchId}/cleanings`, body)).body).toEqual({ applied: 1 });
    const excluded = await lead.http.post(`${path}/cleanings/${proposed[0]?.id}/apply`, { action: 'exclude' });
    expect(excluded.body).toMatchObject({
      state: 'applied',
      action: 'exclude',
      rawValue: 1000,
      decidedBy: lead.userId,
    });
    expect(await valuesOf()).toMatchObject({ [day(4)]: 11, [day(6)]: 10 });
    expect(await valuesOf()).not.toHaveProperty(day(7));
    expect(await events()).toEqual(['metric.points_cleaned', 'metric.points_cleaned']);
  });

  it('undoes a cleaning, and may apply it again in another way', async () => {
    await load(holed());
    const before = await valuesOf();
    for (const { id, finding } of await cleanings()) {
      const at = `${path}/cleanings/${id}`;
      expect((await lead.http.post(`${at}/undo`)).body).toMatchObject({ code: 'illegal_state' });
      for (const action of finding === 'gap' ? ['median'] : ['exclude', 'median']) {
        expect((await lead.http.post(`${at}/apply`, { action })).status).toBe(200);
        expect(await valuesOf()).not.toEqual(before);
        const undone = await lead.http.post(`${at}/undo`, { reason: 'It was a real price' });
        expect(undone.body).toMatchObject({ state: 'undone', reason: 'It was a real price' });
        expect(await valuesOf()).toEqual(before);
      }
    }
    expect((await lead.http.post(`${path}/cleanings/${workspace.id}/undo`)).status).toBe(404);
  });

  it('leaves a declined point as it is, and a gap cannot be excluded', async () => {
    await load(holed());
    const [outlier, gap] = await cleanings();
    const declined = await lead.http.post(`${path}/cleanings/${outlier?.id}/decline`, { reason: 'Singles day' });
    expect(declined.body).toMatchObject({ state: 'declined', reason: 'Singles day' });
    expect(await valuesOf()).toMatchObject({ [day(7)]: 1000 });
    const refused = await lead.http.post<Refusal>(
      `${path}/cleanings/${gap?.id}/apply`,
      { action: 'exclude' },
      { 'accept-language': 'zh-CN' },
    );
    expect([refused.status, refused.body.detail]).toEqual([409, '缺口只能用中位数填补。']);
  });

  it('stays clean when the very same upload comes again, and gives way to a restated value', async () => {
    await load(holed());
    for (const { id, finding } of await cleanings()) {
      await lead.http.post(`${path}/cleanings/${id}/apply`, { action: finding === 'gap' ? 'median' : 'exclude' });
    }
    const clean = await valuesOf();
    expect(await load(holed())).toMatchObject({ inserted: 0, changed: 0, batchId: null });
    expect(await valuesOf()).toEqual(clean);
    expect(await load({ [day(7)]: 12, [day(4)]: 9 })).toMatchObject({ inserted: 1, changed: 1 });
    expect(await valuesOf()).toMatchObject({ [day(4)]: 9, [day(7)]: 12 });
    expect(await cleanings()).toMatchObject([{ state: 'superseded' }, { state: 'superseded' }]);
    const { body } = await lead.http.get<{ rows: Json[] }>(`${path}/restatements`);
    expect(body.rows).toMatchObject([{ label: day(7), oldValue: 1000, newValue: 12 }]);
  });

  it('is cleaned by the standing rules of the metric, unasked and on the record', async () => {
    await lead.http.patch(path, { outlierRule: 'median', gapRule: 'median' }, 1);
    await load(holed());
    expect(await valuesOf()).toMatchObject({ [day(4)]: 11, [day(7)]: 11 });
    expect(await cleanings()).toMatchObject([
      { finding: 'outlier', state: 'applied', rawValue: 1000, decidedBy: null },
      { finding: 'gap', state: 'applied', decidedBy: null },
    ]);
    const [, outlier] = [0, (await cleanings())[0]];
    await lead.http.post(`${path}/cleanings/${outlier?.id}/undo`);
    expect(await valuesOf()).toMatchObject({ [day(7)]: 1000 });
  });

  it('lets one of two who decide at once win', async () => {
    await load(holed());
    const [outlier] = await cleanings();
    const answers = await Promise.all([
      lead.http.post(`${path}/cleanings/${outlier?.id}/apply`, { action: 'exclude' }),
      lead.http.post(`${path}/cleanings/${outlier?.id}/decline`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
