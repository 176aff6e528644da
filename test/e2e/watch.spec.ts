import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { close, givenReviewedItem, type ReviewedItem } from '../factories/given-review.js';
import { type GivenWorkspace, SPEC_NOW, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Watch {
  state: string;
  cycle: number;
  bound: number;
  periods: { label: string; value: number; inside: boolean }[];
}

// Closed on Wednesday, 18 November, at ten: the 19th is the first day that counts.
describe('the watch after closing', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let reviewed: ReviewedItem;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    reviewed = await givenReviewedItem(product, workspace);
    expect((await close(workspace, reviewed)).status).toBe(200);
    await product.settle();
  });

  async function points(values: Record<string, number>): Promise<void> {
    const path = `${workspace.path}/metrics/${reviewed.metric.code}/points`;
    const rows = Object.entries(values).map(([at, value]) => ({ at, value }));
    expect((await reviewed.owner.http.post(path, { points: rows })).status).toBe(200);
  }

  async function watch(): Promise<Watch> {
    return (await reviewed.owner.http.get<Watch>(`${reviewed.path}/watch`)).body;
  }

  async function item() {
    return (await reviewed.owner.http.get(reviewed.path)).body;
  }

  async function actions(): Promise<string[]> {
    const history = await reviewed.owner.http.get<{ rows: { action: string }[] }>(`${reviewed.path}/history?limit=200`);
    return history.body.rows.map(({ action }) => action).filter((action) => action.startsWith('watch.'));
  }

  it('starts with closing, once, and asks that half of what was won stays', async () => {
    expect(await watch()).toMatchObject({
      state: 'watching', cycle: 1, beforeMean: 15, afterMean: 20, bound: 17.5, needed: 3, periods: [],
      since: SPEC_NOW.toISOString(), settledAt: null,
    }); // prettier-ignore
    expect(await actions()).toEqual(['watch.started']);
  });

  it('holds after three closed periods on the better side: verified', async () => {
    product.clock.advance({ days: 3 });
    await points({ '2026-11-18': 1, '2026-11-19': 19, '2026-11-20': 17.5 });
    await product.settle();
    expect((await watch()).periods.map(({ label, inside }) => [label, inside])).toEqual([
      ['2026-11-19', true],
      ['2026-11-20', true],
    ]);
    product.clock.advance({ days: 1 });
    await points({ '2026-11-21': 25, '2026-11-22': 3 });
    await product.settle();
    expect(await watch()).toMatchObject({ state: 'held', settledAt: product.clock.now().toISOString() });
    expect(await actions()).toEqual(['watch.started', 'watch.held']);
    expect(await item()).toMatchObject({ status: 'closed', cycle: 1 });
  });

  it('reopens the item in a new cycle with the first period that is lost, and says the figures', async () => {
    product.clock.advance({ days: 3 });
    await points({ '2026-11-19': 19, '2026-11-20': 16.2 });
    await product.settle();
    expect(await item()).toMatchObject({ status: 'active', stage: 'kickoff', cycle: 2 });
    expect(await watch()).toMatchObject({ state: 'lost', cycle: 1 });
    const history = await reviewed.owner.http.get<{ rows: { action: string; reason: string; source: string }[] }>(
      `${reviewed.path}/history?limit=200`,
    );
    const reopened = history.body.rows.filter(({ action }) => action === 'item.stage_advanced').at(-1);
    expect(reopened).toMatchObject({
      actorId: null,
      reason: `Regression of ${reviewed.metric.code}: 2026-11-20: 16.2, below 17.5, the middle between the baseline 15 and 20 at closing.`,
    });
  });

  it('reopens it once, whoever notices at the same time and however often', async () => {
    product.clock.advance({ days: 3 });
    await points({ '2026-11-19': 2 });
    await Promise.all([product.sweep('evaluate-metrics'), product.sweep('evaluate-metrics'), product.settle()]);
    await product.sweep('evaluate-metrics');
    expect(await item()).toMatchObject({ status: 'active', cycle: 2 });
    expect(await actions()).toEqual(['watch.started', 'watch.lost']);
  });

  it('is judged by the sweep too, which may come late and looks at its own three periods alone', async () => {
    product.clock.advance({ days: 60 });
    await points({ '2026-11-19': 20, '2026-11-20': 20, '2026-11-21': 20, '2026-11-22': 1 });
    await product.sweep('evaluate-metrics');
    expect((await watch()).state).toBe('held');
    await product.sweep('evaluate-metrics');
    expect(await actions()).toEqual(['watch.started', 'watch.held']);
  });

  it('stops when a lead reopens the item meanwhile', async () => {
    await reviewed.owner.http.post(`${reviewed.path}/transitions`, { name: 'reopen', reason: 'A complaint came.' });
    await product.settle();
    expect(await watch()).toMatchObject({ state: 'stopped', cycle: 1 });
    product.clock.advance({ days: 3 });
    await points({ '2026-11-19': 2 });
    await product.settle();
    expect(await item()).toMatchObject({ cycle: 2 });
  });

  it('is empty for an item that was never closed', async () => {
    const open = await product.given.item(workspace, { stage: 'plan' });
    const shown = await reviewed.owner.http.get(`${workspace.path}/items/${open.key}/watch`);
    expect(shown.body).toMatchObject({ state: null, periods: [] });
  });
});
