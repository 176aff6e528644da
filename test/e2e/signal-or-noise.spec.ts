import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import type { Metric } from '../../src/modules/metrics/index.js';
import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Shown {
  classification: string | null;
  signal: Signal | null;
  missing: string | null;
  decision: Decision | null;
}
interface Decision {
  proposed: string;
  decided: string;
  followed: boolean;
  reason: string | null;
}
interface Signal {
  proposal: string;
  proposalName: string;
  standing: string;
  points: number;
  reasons: string[];
  notes: string[];
  locked: { version: number } | null;
}
interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; message: string }[];
}

const NOISE = [0.8, -1.1, 0.3, 1.4, -0.6, -0.2, 1, -1.3, 0.5, -0.8, 0.1];
const CALM = Array.from({ length: 60 }, (_, i) => 50 + NOISE[i % 11]!);
const FIRST_DAY = '2026-09-01';

describe('signal or noise, for an item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let metric: Metric;
  let item: Item;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    product.clock.set(new Date('2026-11-23T10:00:00+08:00'));
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    metric = await givenDailyMetric(product, workspace, { code: 'conversion' });
    item = await product.given.item(workspace, { goalMetric: 'conversion', ownerId: lead.userId });
    path = `${workspace.path}/items/${item.key}/signal`;
  });
  afterAll(() => product.stop());

  const days = (values: readonly number[]) => givenDays(product, metric, FIRST_DAY, values);
  const signal = async (headers?: Record<string, string>) => {
    const { status, body } = await lead.http.get<Shown>(path, headers);
    return { status, body: { ...body.signal!, ...body } };
  };
  const decide = (body: object, version: number) =>
    lead.http.post<Decision & Refusal>(path, body, { 'if-match': `"${version}"` });
  const after = (change: (value: number, i: number) => number) => CALM.map(change);

  it('calls a metric that moves as ever a short-term fluctuation, with its limits', async () => {
    await days(CALM);
    const { body } = await signal();
    expect(body).toMatchObject({ proposal: 'short_term', standing: 'firm', points: 60, decision: null });
    expect(body.reasons).toEqual([
      expect.stringMatching(/^No period of late lies beyond its limits \(4[5-8][\d.]* to 5[2-5]/),
    ]);
  });

  it('calls one wild day short-term, and names the day', async () => {
    await days(after((value, i) => (i === 57 ? 62 : value)));
    const { body } = await signal();
    expect(body.proposal).toBe('short_term');
    expect(body.reasons).toEqual(['2026-10-28 lay beyond its limits for the better (62 %), but it did not last.']);
  });

  it('calls a fall that stays structural, with its day and levels, in both languages', async () => {
    await days(after((value, i) => (i >= 50 ? value - 4 : value)));
    const { body } = await signal();
    expect([body.proposal, body.proposalName]).toEqual(['structural', 'structural problem']);
    expect(body.reasons[0]).toMatch(
      /^The level moved for the worse with 2026-10-2\d, from 50\.\d* to 4[56]\.?\d* %, and has stayed for \d+ periods\.$/,
    );
    const inChinese = (await signal({ 'accept-language': 'zh-CN' })).body;
    expect(inChinese.proposalName).toBe('长期结构性问题');
    expect(inChinese.reasons[0]).toMatch(/^自 2026-10-2\d 起水平向差移动,从 50/);
  });

  it('calls a slow decline structural, as a trend', async () => {
    await days(after((value, i) => value - 0.1 * i));
    const { body } = await signal();
    expect(body.proposal).toBe('structural');
    expect(body.reasons[0]).toMatch(/^It has been moving for the worse throughout, by -0\.\d+ % a period/);
  });

  it('does not take weekends for signals, and says what it did', async () => {
    const week = [9, 6, 0, -3, -3, -6, -3];
    await days(after((value, i) => value + week[i % 7]!));
    const { body } = await signal();
    expect(body.proposal).toBe('short_term');
    expect(body.notes[0]).toMatch(/^Its season \(7 periods, \d+ % of the movement\) was taken out first/);
  });

  it('widens the limits of days that take after each other, and says so', async () => {
    let state = 7;
    const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
    let value = 0;
    await days(CALM.map(() => 50 + (value = 0.8 * value + (uniform() - 0.5))));
    const { body } = await signal();
    expect(body.notes.some((note) => note.startsWith('Neighbouring periods take after each other'))).toBe(true);
  });

  it('goes by locked limits, and says which', async () => {
    await days(CALM);
    const baseline = { kind: 'xmr', from: FIRST_DAY, to: '2026-10-30', reason: 'A first baseline' };
    await lead.http.post(`${workspace.path}/metrics/conversion/limits`, baseline);
    const { body } = await signal();
    expect(body.locked).toMatchObject({ version: 1 });
    expect(body.proposal).toBe('short_term');
  });

  it('goes by how alike the days of the locked baseline were, and says it once', async () => {
    const lock = (reason: string) =>
      lead.http.post(`${workspace.path}/metrics/conversion/limits`, { from: FIRST_DAY, to: '2026-10-10', reason });
    const isOnAlike = (note: string) => note.startsWith('Neighbouring periods take after each other');
    const waves = (i: number) => 50 + 4 * Math.sin(i / 2);
    await days(CALM.map((value, i) => (i < 40 ? value : waves(i))));
    expect((await signal()).body.notes.filter(isOnAlike)).toHaveLength(1);
    expect((await lock('Forty calm days')).status).toBe(201);
    expect((await signal()).body.notes.filter(isOnAlike)).toEqual([]);
    metric = await givenDailyMetric(product, workspace, { code: 'waves' });
    await days(CALM.map((_, i) => waves(i)));
    path = `${path}?metric=waves`;
    await lead.http.post(`${workspace.path}/metrics/waves/limits`, {
      from: FIRST_DAY,
      to: '2026-10-30',
      reason: 'Waves',
    });
    expect((await signal()).body.notes.filter(isOnAlike)).toHaveLength(1);
  });

  it('keeps beside the classification what was proposed, and asks why when it is not followed', async () => {
    await days(after((value, i) => (i >= 50 ? value - 4 : value)));
    const refused = await decide({ classification: 'short_term' }, 1);
    expect([refused.status, refused.body.errors[0]!.message]).toEqual([
      400, 'is needed: the figures propose "structural problem"',
    ]); // prettier-ignore
    expect((await signal()).body.classification).toBeNull();
    const against = await decide({ classification: 'short_term', reason: 'A holiday week' }, 1);
    expect(against.status).toBe(201);
    expect(against.body).toMatchObject({ proposed: 'structural', decided: 'short_term', followed: false });
    expect((await decide({ classification: 'structural' }, 1)).status).toBe(412);
    expect((await decide({ classification: 'structural' }, 2)).body).toMatchObject({ followed: true, reason: null });
    const { body } = await signal();
    expect(body).toMatchObject({ classification: 'structural', decision: { decided: 'structural', followed: true } });
    const shown = await lead.http.get<{ classifiedBy: string }>(`${workspace.path}/items/${item.key}`);
    expect(shown.body.classifiedBy).toBe(lead.userId);
    const [{ count }] = await product.sql.query('SELECT count(*)::int FROM signal_decisions WHERE item_id = $1', [
      item.id,
    ]);
    expect(count).toBe(2);
  });

  it('keeps what was proposed as well when somebody classifies by changing the item', async () => {
    await days(after((value, i) => (i >= 50 ? value - 4 : value)));
    const change = { classification: 'short_term' };
    expect((await lead.http.patch(`${workspace.path}/items/${item.key}`, change, 1)).status).toBe(200);
    await product.settle();
    expect((await signal()).body).toMatchObject({
      classification: 'short_term',
      decision: { proposed: 'structural', decided: 'short_term', followed: false, reason: null },
    });
    const kept = `SELECT id FROM audit_events WHERE action = 'item.proposal_kept' AND item_id = $1`;
    expect(await product.sql.query(kept, [item.id])).toHaveLength(1);
    // Another change of the item is none of its classification.
    await lead.http.patch(`${workspace.path}/items/${item.key}`, { title: 'Renamed' }, 2);
    await product.settle();
    expect(await product.sql.query(kept, [item.id])).toHaveLength(1);
  });

  it('lets exactly one of two people decide', async () => {
    await days(CALM);
    const both = await Promise.all([
      decide({ classification: 'short_term' }, 1),
      decide({ classification: 'short_term' }, 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('says what is missing to judge from eleven days, or without a metric, and keeps no decision then', async () => {
    await days(CALM.slice(0, 11));
    const few = await signal({ 'accept-language': 'zh-CN' });
    expect([few.status, few.body.signal]).toEqual([200, null]);
    expect(few.body.missing).toBe('至少需要 12 个有数值的已结束周期,目前有 11 个。');
    expect((await decide({ classification: 'structural' }, 1)).body.code).toBe('too_little_data');
    const other = await product.given.item(workspace, { ownerId: lead.userId });
    const bare = `${workspace.path}/items/${other.key}/signal`;
    expect((await lead.http.get<Shown>(bare)).body).toMatchObject({
      signal: null,
      missing: 'The goal of the item names no metric, so no figures can be looked at.',
    });
    const classified = { classification: 'structural' };
    const refused = await lead.http.post<Refusal>(bare, classified, { 'if-match': '"1"' });
    expect(refused.body.errors).toMatchObject([{ field: 'metric' }]);
    expect((await lead.http.get(`${workspace.path}/items/${other.key}/signal?metric=none`)).status).toBe(404);
  });

  it('shows the proposal to all who see the item, and lets leads decide', async () => {
    await days(CALM);
    const member = await product.given.person(workspace, 'member');
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await member.http.get(path)).status).toBe(200);
    expect((await member.http.post(path, { classification: 'short_term' }, { 'if-match': '"1"' })).status).toBe(403);
    expect((await stranger.http.get(path)).status).toBe(404);
  });
});
