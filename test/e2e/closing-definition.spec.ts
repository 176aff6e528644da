import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { givenDailyMetric } from '../factories/given-metric.js';
import { AFTER, close, givenReviewedItem, type ReviewedItem, writeReview } from '../factories/given-review.js';
import { type GivenWorkspace, SPEC_NOW, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Judged {
  readonly state?: string;
  readonly definition: {
    metric: string;
    earlier: number | null;
    later: number | null;
    changed: boolean;
    message: string;
  } | null;
}

describe('a metric that is defined anew while its cycle closes', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let reviewed: ReviewedItem;
  let code: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    reviewed = await givenReviewedItem(product, workspace);
    ({ code } = reviewed.metric);
  });

  const redefine = async (definition: string, metric = code) => {
    const path = `${workspace.path}/metrics/${metric}`;
    const { version } = (await reviewed.owner.http.get<{ version: number }>(path)).body;
    expect((await reviewed.owner.http.patch(path, { definition }, version)).status).toBe(200);
  };
  const definitionOf = async (path: string, headers = {}) =>
    (await reviewed.owner.http.get<Judged>(`${reviewed.path}/${path}`, headers)).body.definition;
  const lose = async () => {
    product.clock.advance({ days: 2 });
    const points = [{ at: '2026-11-19', value: 16 }];
    const uploaded = await reviewed.owner.http.post(`${workspace.path}/metrics/${code}/points`, { points });
    expect(uploaded.status).toBe(200);
    await product.settle();
  };
  const reasonOfReopening = async () => {
    const history = await reviewed.owner.http.get<{ rows: { action: string; reason: string }[] }>(
      `${reviewed.path}/history?limit=200`,
    );
    return history.body.rows.filter(({ action }) => action === 'item.stage_advanced').at(-1)?.reason;
  };

  it('is told by the review, which compares two meanings', async () => {
    expect(await definitionOf('review')).toBeNull();
    await writeReview(reviewed.owner, reviewed.path, AFTER);
    expect(await definitionOf('review')).toMatchObject({ earlier: 1, later: 1, changed: false });
    await redefine('Orders by visits');
    expect(await definitionOf('review')).toMatchObject({ later: 1, changed: false });
    await writeReview(reviewed.owner, reviewed.path, AFTER);
    expect(await definitionOf('review', { 'accept-language': 'zh-CN' })).toEqual({
      metric: code, earlier: 1, later: 2, changed: true,
      message: `指标 ${code} 的定义其间已变更:冻结基线时为第 1 版,复盘时为第 2 版。`,
    }); // prettier-ignore
  });

  it('is told by the watch while it runs and kept when it ends', async () => {
    await close(workspace, reviewed);
    await product.settle();
    await redefine('Orders by visits');
    expect(await definitionOf('watch')).toMatchObject({
      changed: true,
      message: `The definition of ${code} changed in between: version 1 in the review, version 2 now.`,
    });
    await lose();
    const kept = await definitionOf('watch');
    expect(kept?.message).toBe(
      `The definition of ${code} changed in between: version 1 in the review, version 2 at the end of the watch.`,
    );
    expect(await reasonOfReopening()).toBe(
      `Regression of ${code}: 2026-11-19: 16, below 17.5, the middle between the baseline 15 and 20 at closing. ${kept?.message}`,
    );
    await redefine('Paid orders by visits');
    expect(await definitionOf('watch')).toEqual(kept);
  });

  it('is not mentioned in the reason of a loss when it is one and the same', async () => {
    await close(workspace, reviewed);
    await product.settle();
    await lose();
    expect(await definitionOf('watch')).toMatchObject({ earlier: 1, later: 1, changed: false });
    expect(await reasonOfReopening()).toMatch(/at closing\.$/);
  });

  it('is told by the window that was set before', async () => {
    await givenDailyMetric(product, workspace, { code: 'visits' });
    await product.sql.query("UPDATE items SET stage = 'rollout' WHERE id = $1", [reviewed.item.id]);
    expect(await definitionOf('watch-window')).toBeNull();
    const { version } = (await reviewed.owner.http.get<{ version: number }>(reviewed.path)).body;
    const window = { metric: 'visits', from: '2026-11-10', to: '2026-11-30' };
    const set = await reviewed.owner.http.put<Judged>(`${reviewed.path}/watch-window`, window, version);
    expect(set.body.definition).toMatchObject({ earlier: 1, later: 1, changed: false });
    await redefine('Visits without crawlers', 'visits');
    expect((await definitionOf('watch-window'))?.message).toBe(
      'The definition of visits changed in between: version 1 when the window was set, version 2 now.',
    );
    await product.sql.query('UPDATE watch_windows SET metric_version = NULL WHERE item_id = $1', [reviewed.item.id]);
    expect(await definitionOf('watch-window')).toMatchObject({ earlier: null, later: 2, changed: null });
  });
});
