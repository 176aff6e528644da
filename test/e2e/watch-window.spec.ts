import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { signed } from '../factories/signed.js';
import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Refusal {
  code: string;
  errors?: { field: string; code: string; message: string }[];
  blockers?: { gate: string; code: string; message: string; waivable: boolean }[];
}

// The clock stands at 18 November, 10:00 in Shanghai: the 17th is the last closed day.
const NOVEMBER = { from: '2026-11-10', to: '2026-11-30' };

describe('the watch window after full launch', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let item: Item;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    item = await product.given.item(workspace, { stage: 'rollout' });
    path = `${workspace.path}/items/${item.key}`;
  });

  async function watched(firstDay: string, values: number[], window: object = NOVEMBER): Promise<void> {
    await givenDays(product, await givenDailyMetric(product, workspace, { code: 'conversion' }), firstDay, values);
    const set = await lead.http.put(`${path}/watch-window`, { metric: 'conversion', ...window }, item.version);
    expect(set.status).toBe(200);
  }

  async function blockers(headers?: Record<string, string>): Promise<NonNullable<Refusal['blockers']>> {
    const refused = await lead.http.post<Refusal>(`${path}/transitions`, { name: 'start_review' }, headers);
    return (refused.body.blockers ?? []).filter(({ gate }) => gate === 'watch-window-is-inside-band');
  }

  it('shows each closed period with its distance from the mean of the window', async () => {
    await watched('2026-11-14', [20, 20.4, 19.6, 20, 99]);
    const shown = await lead.http.get(`${path}/watch-window`);
    expect(shown.headers.get('etag')).toBe('"2"');
    expect(shown.body).toMatchObject({
      version: 2, cycle: 1, metric: 'conversion', period: 'day', ...NOVEMBER,
      mean: 20, band: 0.03, needed: 3, complete: true, inside: true,
      periods: [
        { label: '2026-11-14', value: 20, deviation: 0, inside: true },
        { label: '2026-11-15', value: 20.4, inside: true },
        { label: '2026-11-16', value: 19.6, inside: true },
        { label: '2026-11-17', value: 20, inside: true },
      ],
    }); // prettier-ignore
    expect(await blockers()).toEqual([]);
  });

  it('leaves out periods that are not wholly within its days', async () => {
    await watched('2026-11-02', [1, 2, 3, 4, 5, 6, 7, 8, 9], { period: 'week', from: '2026-11-03', to: '2026-11-15' });
    const shown = await lead.http.get<{ periods: { label: string }[] }>(`${path}/watch-window`);
    // 3 November is a Tuesday: the first whole week begins on the 9th and ends on the 15th.
    expect(shown.body.periods).toMatchObject([{ label: '2026-W46', value: 8.5 }]);
  });

  it('keeps the review waiting until it is set, and until it has its periods', async () => {
    expect(await blockers()).toMatchObject([{ code: 'no-watch-window', waivable: true }]);
    await watched('2026-11-16', [20, 20]);
    expect((await blockers()).map(({ message }) => message)).toEqual([
      'The watch window has 2 of the 3 closed periods it takes.',
    ]);
  });

  it('names every period that strays, with its figures, in the reader’s language', async () => {
    await watched('2026-11-14', [20, 22, 18, 20]);
    expect((await blockers()).map(({ message }) => message)).toEqual([
      '2026-11-15: 22 lies +10 % from the mean of the window, 20; ±3 % is normal.',
      '2026-11-16: 18 lies −10 % from the mean of the window, 20; ±3 % is normal.',
    ]);
    expect((await blockers({ 'accept-language': 'zh-CN' }))[0]?.message).toContain('与窗口均值 20 相差 +10 %');
  });

  it('opens the review, with the rollout steps done', async () => {
    await watched('2026-11-14', [20, 20.4, 19.6, 20]);
    const step = { title: 'Everybody', scope: 'all shops', assigneeId: lead.userId, dueOn: '2026-11-17' };
    const { id } = (await lead.http.post<{ id: string }>(`${path}/rollout-steps`, step)).body;
    await lead.http.patch(`${workspace.path}/rollout-steps/${id}`, { status: 'done' }, 1);
    const moved = await lead.http.post(`${path}/transitions`, { name: 'start_review' });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ stage: 'review' });
  });

  it('may be waived by somebody else than who asked, when the metric stays restless', async () => {
    await watched('2026-11-14', [20, 22, 18, 20]);
    const step = { title: 'Everybody', scope: 'all shops', assigneeId: lead.userId, dueOn: '2026-11-17' };
    const { id } = (await lead.http.post<{ id: string }>(`${path}/rollout-steps`, step)).body;
    await lead.http.patch(`${workspace.path}/rollout-steps/${id}`, { status: 'done' }, 1);
    const request = { gate: 'watch-window-is-inside-band', reason: 'Singles’ Day', expiresOn: '2026-11-30' };
    const waiver = await lead.http.post<{ id: string }>(`${path}/waivers`, request);
    const other = await product.given.signer(workspace, 'lead');
    await other.seated.post(`${path}/waivers/${waiver.body.id}/approval`, signed());
    const waivers = ['watch-window-is-inside-band'];
    expect((await lead.http.post(`${path}/transitions`, { name: 'start_review', waivers })).status).toBe(200);
  });

  it('follows the workspace’s own band and number of periods', async () => {
    const admin = await product.given.person(workspace, 'admin');
    await watched('2026-11-16', [20, 22]);
    await product.sql.query('UPDATE workspaces SET settings = $2 WHERE id = $1', [
      workspace.id,
      { rolloutBand: 0.05, watchPeriods: 2 },
    ]);
    expect((await admin.http.get(`${path}/watch-window`)).body).toMatchObject({ band: 0.05, needed: 2, inside: true });
  });

  it('may be moved while the item is in rollout, by who read the item’s last version', async () => {
    await watched('2026-11-14', [20, 22, 20, 20, 20]);
    const moved = { metric: 'conversion', from: '2026-11-15', to: '2026-11-20' };
    expect((await lead.http.put(`${path}/watch-window`, moved, 1)).status).toBe(412);
    expect((await lead.http.put(`${path}/watch-window`, moved, 2)).body).toMatchObject({
      from: '2026-11-15',
      version: 3,
    });
    await product.sql.query("UPDATE items SET stage = 'review' WHERE id = $1", [item.id]);
    const late = await lead.http.put<Refusal>(`${path}/watch-window`, moved, 3);
    expect([late.status, late.body.code]).toEqual([409, 'wrong_stage']);
  });

  it('is answered empty before it is set, and by cycle afterwards', async () => {
    expect((await lead.http.get(`${path}/watch-window`)).body).toMatchObject({
      metric: null,
      periods: [],
      inside: false,
    });
    await watched('2026-11-14', [20, 20, 20, 20]);
    await product.sql.query('UPDATE items SET cycle = 2 WHERE id = $1', [item.id]);
    expect((await lead.http.get(`${path}/watch-window`)).body).toMatchObject({ cycle: 2, metric: null });
    expect((await lead.http.get(`${path}/watch-window?cycle=1`)).body).toMatchObject({ cycle: 1, inside: true });
  });

  it('refuses what cannot be right, all at once', async () => {
    const codes = async (body: object): Promise<[string, string][]> => {
      const refused = await lead.http.put<Refusal>(`${path}/watch-window`, body, 1);
      expect(refused.status).toBe(400);
      return (refused.body.errors ?? []).map(({ field, code }): [string, string] => [field, code]).sort();
    };
    await givenDailyMetric(product, workspace, { code: 'conversion' });
    expect(await codes({ metric: 'nothing', from: '2026-11-10', to: '2026-11-09' })).toEqual([
      ['metric', 'no_metric'],
      ['to', 'ends_before_it_begins'],
    ]);
    expect(await codes({ metric: 'conversion', period: 'hour', from: '2026-11-10', to: '2028-11-09' })).toEqual([
      ['period', 'period_too_short'],
      ['to', 'too_long'],
    ]);
    expect((await codes({ metric: 1, period: 'year', from: 'x', to: null })).map(([field]) => field)).toEqual([
      'from', 'metric', 'period', 'to',
    ]); // prettier-ignore
  });

  it('is set by leads, read inside the workspace, and not there for others', async () => {
    const member = await product.given.person(workspace, 'member');
    expect((await member.http.put(`${path}/watch-window`, {}, 1)).status).toBe(403);
    expect((await member.http.get(`${path}/watch-window`)).status).toBe(200);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'lead');
    expect((await stranger.http.get(`${elsewhere.path}/items/${item.key}/watch-window`)).status).toBe(404);
  });
});
