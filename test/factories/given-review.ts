import type { Item } from '../../src/modules/items/index.js';
import type { Metric } from '../../src/modules/metrics/index.js';
import type { Answer, GivenPerson, GivenSigner, GivenWorkspace, SpecProduct } from '../harness/index.js';
import { givenDailyMetric, givenDays } from './given-metric.js';
import { signed } from './signed.js';

/** 1 to 10 November: what the metric was before. */
export const BEFORE = { from: '2026-11-01', to: '2026-11-10' };
/** 13 to 17 November, the last closed day of the specs' clock: what it became. */
export const AFTER = { afterFrom: '2026-11-13', afterTo: '2026-11-17' };

export interface ReviewedItem {
  readonly item: Item;
  readonly path: string;
  readonly metric: Metric;
  readonly owner: GivenSigner;
  readonly reviewer: GivenSigner;
}

/** An item in stage review whose goal metric stood at 15 before (frozen) and at `after` on the days after. */
export async function givenReviewedItem(
  product: SpecProduct,
  workspace: GivenWorkspace,
  after: readonly number[] = [20, 20, 20, 20, 20],
): Promise<ReviewedItem> {
  const [owner, reviewer] = [
    await product.given.signer(workspace, 'lead'),
    await product.given.signer(workspace, 'lead'),
  ];
  const metric = await givenDailyMetric(product, workspace, { code: `conversion-${owner.name.replace(' ', '-')}` });
  await givenDays(product, metric, BEFORE.from, [14, 16, 15, 15, 14, 16, 15, 15, 14, 16]);
  await givenDays(product, metric, AFTER.afterFrom, after);
  const goal = { goalMetric: metric.code, goalUnit: '%', goalBaseline: 15, goalTarget: 20, goalDate: '2026-12-01' };
  const item = await product.given.item(workspace, { stage: 'pilot', ownerId: owner.userId, ...goal });
  const path = `${workspace.path}/items/${item.key}`;
  const frozen = await owner.http.post(`${path}/baseline`, BEFORE);
  if (frozen.status !== 201) throw new Error(JSON.stringify(frozen.body));
  await product.sql.query("UPDATE items SET stage = 'review' WHERE id = $1", [item.id]);
  return { item, path, metric, owner, reviewer };
}

/** Does everything that closing asks for. */
export async function prepareClosing(
  workspace: GivenWorkspace,
  { path, owner, reviewer }: ReviewedItem,
): Promise<void> {
  await writeReview(owner, path, { ...AFTER, lesson: 'Ask for the address last.' });
  await reviewer.seated.post(`${path}/review/sign-off`, signed('review'));
  const sop = await owner.http.post<{ id: string }>(`${path}/sops`, { title: path, body: 'Address last.' });
  await reviewer.http.post(`${workspace.path}/sops/${sop.body.id}/approval`);
  await owner.http.post(`${workspace.path}/sops/${sop.body.id}/publication`);
  await owner.http.post(`${path}/knowledge`, { title: 'Address last', summary: '5 points more.', tags: [] });
}

/** Does everything that closing asks for, and closes. */
export async function close(
  workspace: GivenWorkspace,
  reviewed: ReviewedItem,
): Promise<Answer<{ status: string; version: number }>> {
  await prepareClosing(workspace, reviewed);
  return reviewed.owner.seated.post(`${reviewed.path}/transitions`, { name: 'close', ...signed('responsibility') });
}

/** Writes the review as who has just read it. */
export async function writeReview<Body>(who: GivenPerson, path: string, fields: object): Promise<Answer<Body>> {
  const { version } = (await who.http.get<{ version: number }>(`${path}/review`)).body;
  return who.http.put<Body>(`${path}/review`, fields, version);
}
