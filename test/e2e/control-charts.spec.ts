import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Metric } from '../../src/modules/metrics/index.js';
import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Limits {
  version: number;
  centre: number;
  sigma: number;
  points: number;
  season: number[] | null;
}
interface Chart {
  kind: string;
  centre: number;
  standing: string;
  adjusted: boolean;
  notes: string[];
  locked: Limits | null;
  points: {
    label: string;
    value: number | null;
    plotted: number | null;
    lower: number;
    upper: number;
    signals: string[];
  }[];
}
interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}

/** Around 50, never twice the same, without a season. */
const CALM = Array.from(
  { length: 28 },
  (_, i) => 50 + [0.8, -1.1, 0.3, 1.4, -0.6, -0.2, 1, -1.3, 0.5, -0.8, 0.1][i % 11]!,
);
const WEEK = [9, 6, 0, -3, -3, -6, -3];

describe('control charts of a metric', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let metric: Metric;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    product.clock.set(new Date('2026-11-23T10:00:00+08:00'));
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    metric = await givenDailyMetric(product, workspace, { code: 'conversion' });
    path = `${workspace.path}/metrics/conversion`;
  });
  afterAll(() => product.stop());

  const BASELINE = { kind: 'xmr', from: '2026-10-01', to: '2026-10-28', reason: 'A first baseline' };
  const lock = (body: object = {}, version?: number) =>
    lead.http.post<Limits & Refusal>(
      `${path}/limits`,
      { ...BASELINE, ...body },
      version === undefined ? {} : { 'if-match': `"${version}"` },
    );
  const chart = (query = '') => lead.http.get<Chart & Refusal>(`${path}/chart${query}`);

  it('draw the newest closed days with limits of their own until somebody locks some', async () => {
    await givenDays(product, metric, '2026-10-20', [...CALM.slice(0, 10), null, ...CALM.slice(11, 24)]);
    const { status, body } = await chart();
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'xmr', standing: 'firm', adjusted: false, locked: null });
    expect(body.points).toHaveLength(24);
    expect(body.points[10]).toMatchObject({ label: '2026-10-30', value: null, plotted: null, signals: [] });
    expect(body.points.every(({ lower, upper }) => lower < 50 && 50 < upper)).toBe(true);
  });

  it('go by locked limits, which a later week cannot move', async () => {
    await givenDays(product, metric, '2026-10-01', CALM);
    const locked = await lock();
    expect([locked.status, locked.body.version, locked.body.points]).toEqual([201, 1, 28]);
    await givenDays(product, metric, '2026-10-29', [50.2, 49.7, 60, 50.4]);
    const { body } = await chart('?last=12');
    expect(body.locked).toMatchObject({ version: 1, reason: 'A first baseline', lockedBy: lead.userId });
    expect(body.centre).toBe(locked.body.centre);
    const wild = body.points.filter(({ signals }) => signals.includes('beyond-three-sigma'));
    expect(wild.map(({ label }) => label)).toEqual(['2026-10-31']);
  });

  it('are recalculated only by somebody who has read the limits in force and says why', async () => {
    await givenDays(product, metric, '2026-10-01', CALM);
    await lock();
    expect((await lock()).status).toBe(428);
    expect((await lock({}, 7)).status).toBe(412);
    const improved = { from: '2026-10-08', reason: 'The new form is proven' };
    expect((await lock(improved, 1)).body).toMatchObject({ version: 2, points: 21 });
    const both = await Promise.all([lock(improved, 2), lock(improved, 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    const { body } = await lead.http.get<{ rows: { version: number; reason: string }[] }>(`${path}/limits`);
    expect(body.rows.map(({ version }) => version)).toEqual([3, 2, 1]);
    const events = await product.sql.query(
      "SELECT content.reason FROM audit_events e JOIN audit_contents content ON content.event_id = e.id WHERE e.workspace_id = $1 AND e.action = 'metric.limits_locked' ORDER BY e.id",
      [workspace.id],
    );
    expect(events.map(({ reason }: { reason: string }) => reason)).toEqual([
      'A first baseline', 'The new form is proven', 'The new form is proven',
    ]); // prettier-ignore
  });

  it('take the week out of a weekly metric, and say so in the reader’s language', async () => {
    const weekly = Array.from({ length: 49 }, (_, i) => CALM[i % 28]! + WEEK[i % 7]!);
    await givenDays(product, metric, '2026-10-05', weekly);
    const { body } = await chart();
    expect(body.adjusted).toBe(true);
    expect(body.notes[0]).toMatch(/^Its season \(7 periods, \d+ % of the movement\) was taken out first/);
    expect(body.points.flatMap(({ signals }) => signals)).toEqual([]);
    const plotted = body.points.map((point) => point.plotted!);
    expect(Math.max(...plotted) - Math.min(...plotted)).toBeLessThan(6);
    const inChinese = await lead.http.get<Chart>(`${path}/chart`, { 'accept-language': 'zh-CN' });
    expect(inChinese.body.notes[0]).toMatch(/^已先剔除季节性/);
    const locked = await lock({ to: '2026-11-22', from: '2026-10-05' });
    expect(locked.body.season).toHaveLength(7);
    expect((await chart()).body.points.flatMap(({ signals }) => signals)).toEqual([]);
  });

  it('draw shares by their own volume, counts and averages', async () => {
    const visits = await givenDailyMetric(product, workspace, { code: 'visits' });
    const days = CALM.slice(0, 20).map((_, i) => i);
    await givenDays(
      product,
      visits,
      '2026-10-20',
      days.map((i) => (i % 2 === 0 ? 1000 : 4000)),
    );
    await givenDays(
      product,
      metric,
      '2026-10-20',
      days.map((i) => (i % 2 === 0 ? 100 : 400) + (i % 5) - 2 + (i === 15 ? 90 : 0)),
    );
    const shares = await chart('?kind=p&size=visits');
    expect(shares.body.points[15]!.signals).toEqual(['beyond-three-sigma']);
    const [narrow, wide] = [shares.body.points[1]!, shares.body.points[0]!];
    expect(wide.upper - wide.lower).toBeGreaterThan(1.9 * (narrow.upper - narrow.lower));
    expect(shares.body.points[0]!.plotted).toBeCloseTo(0.098, 12);
    expect((await chart('?kind=u&size=visits')).body.points[15]!.signals).toEqual(['beyond-three-sigma']);
    expect((await chart('?kind=c')).body.kind).toBe('c');
    expect((await chart('?kind=ewma&rules=nelson')).body.points).toHaveLength(20);
  });

  it('refuse what cannot be drawn, each with what is wrong', async () => {
    await givenDays(product, metric, '2026-10-20', CALM.slice(0, 11));
    const few = await lead.http.get<Refusal>(`${path}/chart`, { 'accept-language': 'zh-CN' });
    expect([few.status, few.body.code, few.body.detail]).toEqual([
      422, 'too_little_data', '至少需要 12 个有数值的已结束周期,目前有 11 个。',
    ]); // prettier-ignore
    expect((await lock({ from: '2026-10-20', to: '2026-11-22' })).body.code).toBe('too_little_data');
    expect((await chart('?kind=p')).body.errors).toMatchObject([{ field: 'size', code: 'needed' }]);
    expect((await chart('?size=conversion')).body.errors).toMatchObject([{ field: 'size', code: 'not_here' }]);
    expect((await chart('?kind=u&size=nothing')).body.errors).toMatchObject([{ field: 'size', code: 'no_metric' }]);
    expect((await chart('?kind=c')).body.errors).toMatchObject([{ field: 'kind', code: 'no_counts' }]);
    expect((await chart('?period=hour')).body.errors).toMatchObject([{ field: 'period', code: 'not_whole' }]);
    expect((await chart('?kind=pie&last=3&rules=none')).body.errors.map(({ field }) => field).sort()).toEqual([
      'kind',
      'last',
      'rules',
    ]);
    expect((await lock({ from: '2026-11-02', to: '2026-11-01', reason: '' })).status).toBe(400);
    await givenDays(product, metric, '2026-10-20', Array<number>(20).fill(5));
    expect((await lock({ from: '2026-10-20', to: '2026-11-08' })).body).toMatchObject({ code: 'conflict' });
  });

  it('are locked by admins and leads, seen by all, and do not exist for strangers', async () => {
    await givenDays(product, metric, '2026-10-01', CALM);
    const member = await product.given.person(workspace, 'member');
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await member.http.post(`${path}/limits`, BASELINE)).status).toBe(403);
    expect((await member.http.get(`${path}/chart`)).status).toBe(200);
    expect((await stranger.http.get(`${path}/chart`)).status).toBe(404);
    expect((await lead.http.get(`${workspace.path}/metrics/unknown/limits`)).status).toBe(404);
  });
});
