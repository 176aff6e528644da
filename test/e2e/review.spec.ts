import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { givenDailyMetric, givenDays } from '../factories/given-metric.js';
import { AFTER, BEFORE, close, givenReviewedItem, type ReviewedItem, writeReview } from '../factories/given-review.js';
import { signed } from '../factories/signed.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Review {
  version: number;
  afterMean: number | null;
  signedBy: string | null;
  lesson: string | null;
}
interface Refusal {
  code: string;
  detail: string;
  errors?: { field: string; code: string; message: string }[];
  blockers?: { gate: string; code: string; message: string; waivable: boolean }[];
}

const MINE = /^(before-after-is-computed|lesson-is-recorded|review-is-signed-off)$/;

let product: SpecProduct;
let workspace: GivenWorkspace;

beforeAll(async () => {
  product = await startSpecProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  workspace = await product.given.workspace();
});

async function blockers({ owner, path }: ReviewedItem, headers?: Record<string, string>) {
  const refused = await owner.http.post<Refusal>(`${path}/transitions`, { name: 'close' }, headers);
  return (refused.body.blockers ?? []).filter(({ gate }) => MINE.test(gate));
}

function problems({ body }: { body: Refusal }): [string, string][] {
  return (body.errors ?? []).map(({ field, code }): [string, string] => [field, code]).sort();
}

describe('the baseline', () => {
  let lead: GivenPerson;
  let path: string;

  beforeEach(async () => {
    lead = await product.given.person(workspace, 'lead');
    const metric = await givenDailyMetric(product, workspace, { code: 'conversion' });
    await givenDays(product, metric, '2026-11-01', [14, 16, 15, 15, 14, 16, null, 15]);
    path = await itemIn('diagnosis');
  });

  async function itemIn(stage: 'diagnosis' | 'trigger' | 'rollout', goalMetric: string | null = 'conversion') {
    const { key } = await product.given.item(workspace, { stage, goalMetric });
    return `${workspace.path}/items/${key}`;
  }

  it('keeps the mean of the closed periods, their number and the very values', async () => {
    const frozen = await lead.http.post(`${path}/baseline`, { from: '2026-11-01', to: '2026-11-08' });
    expect(frozen.status).toBe(201);
    expect(frozen.body).toMatchObject({
      cycle: 1, metric: 'conversion', period: 'day', better: 'up', from: '2026-11-01', to: '2026-11-08',
      mean: 15, n: 7, frozenBy: lead.userId,
    }); // prettier-ignore
    expect(frozen.body['values']).toContainEqual({ start: '2026-10-31T16:00:00.000Z', label: '2026-11-01', value: 14 });
    const history = await lead.http.get<{ rows: { action: string }[] }>(`${path}/history`);
    expect(history.body.rows.map(({ action }) => action)).toEqual(['baseline.frozen']);
  });

  it('stays as it was frozen when a point is corrected afterwards', async () => {
    await lead.http.post(`${path}/baseline`, { from: '2026-11-01', to: '2026-11-08' });
    const points = [{ at: '2026-11-01', value: 99 }];
    expect((await lead.http.post(`${workspace.path}/metrics/conversion/points`, { points })).status).toBe(200);
    expect((await lead.http.get(`${path}/baseline`)).body).toMatchObject({ mean: 15, n: 7 });
  });

  it('is frozen once, also by two who freeze at once', async () => {
    const freeze = () => lead.http.post<Refusal>(`${path}/baseline`, { from: '2026-11-01', to: '2026-11-08' });
    const answers = await Promise.all([freeze(), freeze()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await freeze()).body.code).toBe('already_exists');
  });

  it('is frozen between kickoff and rollout, for a goal that names a metric', async () => {
    for (const stage of ['trigger', 'rollout'] as const) {
      const refused = await lead.http.post<Refusal>(`${await itemIn(stage)}/baseline`, BEFORE);
      expect([refused.status, refused.body.code]).toEqual([409, 'wrong_stage']);
    }
    const aimless = await lead.http.post<Refusal>(`${await itemIn('diagnosis', null)}/baseline`, BEFORE);
    expect([aimless.status, aimless.body.code]).toEqual([409, 'conflict']);
  });

  it('takes five closed periods at the least, and days that are over', async () => {
    const few = await lead.http.post<Refusal>(
      `${path}/baseline`,
      { from: '2026-11-05', to: '2026-11-18' },
      { 'accept-language': 'zh-CN' },
    );
    expect(problems(few)).toEqual([['to', 'too_few_periods']]);
    expect(few.body.errors?.[0]?.message).toBe('所选日期内只有 3 个有数值的已结束周期,基线至少需要 5 个');
    const late = { from: '2026-11-01', to: '2026-11-19', period: 'hour' };
    expect(problems(await lead.http.post<Refusal>(`${path}/baseline`, late))).toEqual([
      ['period', 'period_too_short'],
      ['to', 'in_the_future'],
    ]);
    const bad = await lead.http.post<Refusal>(`${path}/baseline`, { from: 1, to: 'x', period: 'year', mean: 3 });
    expect(problems(bad).map(([field]) => field)).toEqual(['from', 'mean', 'period', 'to']);
    expect((await lead.http.get(`${path}/baseline`)).body).toMatchObject({ frozenAt: null, n: 0 });
  });

  it('is frozen by leads of the workspace alone', async () => {
    const member = await product.given.person(workspace, 'member');
    expect((await member.http.post(`${path}/baseline`, BEFORE)).status).toBe(403);
    expect((await member.http.get(`${path}/baseline`)).status).toBe(200);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'lead');
    const foreign = path.replace(workspace.path, elsewhere.path);
    expect((await stranger.http.post(`${foreign}/baseline`, BEFORE)).status).toBe(404);
  });
});

describe('the review', () => {
  it('measures before and after; nobody types a figure', async () => {
    const { owner, path, item } = await givenReviewedItem(product, workspace);
    const written = await writeReview<Review>(owner, path, { ...AFTER, lesson: 'Less is more.', keyResult: '15 → 20' });
    expect(written.status).toBe(200);
    expect(written.body).toMatchObject({
      version: item.version + 1, beforeMetricVersion: 1, afterMetricVersion: 1, beforeMean: 15, beforeN: 10, afterMean: 20, afterN: 5, difference: 5,
      rightDirection: true, target: 20, targetReached: true, lesson: 'Less is more.', keyResult: '15 → 20',
    }); // prettier-ignore
    expect((await owner.http.get(path)).body).toMatchObject({ keyResult: '15 → 20' });
    const typed = await writeReview<Refusal>(owner, path, { afterMean: 40 });
    expect(problems(typed)).toEqual([['afterMean', 'unknown_field']]);
  });

  it('keeps its figures when only the lesson changes', async () => {
    const { owner, path, metric } = await givenReviewedItem(product, workspace);
    await writeReview(owner, path, AFTER);
    await givenDays(product, metric, '2026-11-13', [30, 30]);
    const reworded = await writeReview<Review>(owner, path, { lesson: 'Later.' });
    expect(reworded.body).toMatchObject({ afterMean: 20, lesson: 'Later.' });
    expect((await writeReview<Review>(owner, path, AFTER)).body.afterMean).toBe(24);
  });

  it('refuses days inside the baseline, ahead of today or by halves', async () => {
    const { owner, path } = await givenReviewedItem(product, workspace);
    const refused = await writeReview<Refusal>(owner, path, { afterFrom: '2026-11-10', afterTo: '2026-11-19' });
    expect(problems(refused)).toEqual([
      ['afterFrom', 'inside_baseline'],
      ['afterTo', 'in_the_future'],
    ]);
    expect(problems(await writeReview<Refusal>(owner, path, { afterFrom: '2026-11-13' }))).toEqual([
      ['afterTo', 'needed_together'],
    ]);
  });

  it('has nothing to compare with when no baseline was frozen', async () => {
    const lead = await product.given.person(workspace, 'lead');
    const { key } = await product.given.item(workspace, { stage: 'review' });
    const refused = await writeReview<Refusal>(lead, `${workspace.path}/items/${key}`, AFTER);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  });

  it('is written in stage review by who read the last version', async () => {
    const { owner, path, item } = await givenReviewedItem(product, workspace);
    expect((await owner.http.put(`${path}/review`, { lesson: 'a' }, item.version)).status).toBe(200);
    expect((await owner.http.put(`${path}/review`, { lesson: 'b' }, item.version)).status).toBe(412);
    await product.sql.query("UPDATE items SET stage = 'rollout' WHERE id = $1", [item.id]);
    expect((await writeReview<Refusal>(owner, path, { lesson: 'b' })).body.code).toBe('wrong_stage');
  });

  it('is signed off by somebody other than the owner, once there is something to sign', async () => {
    const { owner, reviewer, path } = await givenReviewedItem(product, workspace);
    const early = await reviewer.seated.post<Refusal>(`${path}/review/sign-off`, signed('review'));
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
    await writeReview(owner, path, AFTER);
    const own = await owner.seated.post<Refusal>(`${path}/review/sign-off`, signed('review'));
    expect([own.status, own.body.code]).toEqual([403, 'not_yours']);
    const auditor = await product.given.signer(workspace, 'auditor');
    const done = await auditor.seated.post(`${path}/review/sign-off`, {
      comment: 'Figures checked.',
      ...signed('review'),
    });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ signedBy: auditor.userId, signComment: 'Figures checked.' });
    expect((await reviewer.seated.post<Refusal>(`${path}/review/sign-off`, signed('review'))).body.code).toBe(
      'already_exists',
    );
    const member = await product.given.person(workspace, 'member');
    expect((await member.http.post(`${path}/review/sign-off`)).status).toBe(403);
  });

  it('loses its sign-off with any later change, and with none when nothing changes', async () => {
    const { owner, reviewer, path } = await givenReviewedItem(product, workspace);
    const words = { ...AFTER, lesson: 'One.' };
    await writeReview(owner, path, words);
    await reviewer.seated.post(`${path}/review/sign-off`, signed('review'));
    expect((await writeReview<Review>(owner, path, words)).body.signedBy).toBe(reviewer.userId);
    expect((await writeReview<Review>(owner, path, { lesson: 'Two.' })).body.signedBy).toBeNull();
    expect((await reviewer.seated.post(`${path}/review/sign-off`, signed('review'))).status).toBe(200);
  });

  it('is signed once by two who sign at once, and not in words nobody read', async () => {
    const { owner, reviewer, path } = await givenReviewedItem(product, workspace);
    const { version } = (await writeReview<Review>(owner, path, AFTER)).body;
    const stale = await reviewer.seated.post(`${path}/review/sign-off`, signed('review'), {
      'if-match': `"${version - 1}"`,
    });
    expect(stale.status).toBe(412);
    const auditor = await product.given.signer(workspace, 'auditor');
    const answers = await Promise.all(
      [reviewer, auditor].map(({ seated }) => seated.post(`${path}/review/sign-off`, signed('review'))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is not there for another workspace', async () => {
    const { path } = await givenReviewedItem(product, workspace);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.signer(elsewhere, 'admin');
    const foreign = path.replace(workspace.path, elsewhere.path);
    for (const answer of [
      await stranger.http.get(`${foreign}/review`),
      await stranger.http.put(`${foreign}/review`, {}, 1),
      await stranger.seated.post(`${foreign}/review/sign-off`, signed('review')),
      await stranger.http.get(`${foreign}/watch`),
    ]) {
      expect(answer.status).toBe(404);
    }
  });
});

describe('closing', () => {
  it('is refused with all that the review lacks, none of which can be waived', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    expect((await blockers(reviewed)).map(({ gate, code, waivable }) => [gate, code, waivable])).toEqual([
      ['before-after-is-computed', 'after-not-measured', false],
      ['lesson-is-recorded', 'no-lesson', false],
      ['review-is-signed-off', 'not-signed-off', false],
    ]);
  });

  it('must be earned by the metric: the refusal says the figures', async () => {
    const reviewed = await givenReviewedItem(product, workspace, [14, 14.5, 13.5, 14, 14]);
    await writeReview(reviewed.owner, reviewed.path, { ...AFTER, lesson: 'It did not help.' });
    await reviewed.reviewer.seated.post(`${reviewed.path}/review/sign-off`, signed('review'));
    expect((await blockers(reviewed)).map(({ message }) => message)).toEqual([
      `${reviewed.metric.code} went from 15 to 14 (−6.66667 %); to close the item it must rise.`,
    ]);
    const chinese = await blockers(reviewed, { 'accept-language': 'zh-CN' });
    expect(chinese[0]?.message).toContain('由 15 变为 14');
  });

  it('waits for enough closed periods after the change', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    await writeReview(reviewed.owner, reviewed.path, { afterFrom: '2026-11-16', afterTo: '2026-11-18' });
    expect(await blockers(reviewed)).toContainEqual(expect.objectContaining({ code: 'after-too-short' }));
  });

  it('is not earned on another metric than the baseline’s, nor by the owner’s own signature', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    const { item, owner, reviewer, path } = reviewed;
    await writeReview(owner, path, { ...AFTER, lesson: 'x' });
    await reviewer.seated.post(`${path}/review/sign-off`, signed('review'));
    await givenDailyMetric(product, workspace, { code: 'easier' });
    await product.sql.query("UPDATE items SET goal_metric = 'easier', owner_id = $2 WHERE id = $1", [
      item.id,
      reviewer.userId,
    ]);
    expect((await blockers(reviewed)).map(({ code }) => code)).toEqual(['goal-changed', 'signed-by-owner']);
    expect((await owner.seated.post(`${path}/review/sign-off`, signed('review'))).status).toBe(200);
    expect((await blockers(reviewed)).map(({ code }) => code)).toEqual(['goal-changed']);
  });

  it('needs the baseline of its own cycle; that of an earlier one stays readable', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    await writeReview(reviewed.owner, reviewed.path, { ...AFTER, lesson: 'First.' });
    await product.sql.query('UPDATE items SET cycle = 2 WHERE id = $1', [reviewed.item.id]);
    expect(await blockers(reviewed)).toContainEqual(expect.objectContaining({ code: 'no-baseline' }));
    const earlier = await reviewed.owner.http.get<Review>(`${reviewed.path}/review?cycle=1`);
    expect(earlier.body).toMatchObject({ cycle: 1, afterMean: 20, lesson: 'First.' });
  });

  it('succeeds once the metric moved, the lesson stands and somebody else signed', async () => {
    const closed = await close(workspace, await givenReviewedItem(product, workspace));
    expect(closed.status).toBe(200);
    expect(closed.body).toMatchObject({ status: 'closed' });
  });
});
