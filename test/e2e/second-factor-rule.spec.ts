import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Browser } from '../factories/browser.js';
import { AFTER, givenReviewedItem, writeReview } from '../factories/given-review.js';
import { PASSWORD } from '../factories/signed.js';
import { AUTH, codeOf, type Refusal, TwoSteps } from '../factories/two-steps.js';
import type { GivenSigner, GivenWorkspace, SpecProduct } from '../harness/index.js';

let world: TwoSteps;
let product: SpecProduct;
let workspace: GivenWorkspace;
let person: GivenSigner;
let browser: Browser;
let signIn: TwoSteps['signIn'];
let me: TwoSteps['me'];
let enrol: TwoSteps['enrol'];
let aMinuteLater: TwoSteps['aMinuteLater'];
let trail: TwoSteps['trail'];

beforeAll(async () => {
  world = await TwoSteps.start();
  ({ product, signIn, me, enrol, aMinuteLater, trail } = world);
});
afterAll(() => world.product.stop());
beforeEach(async () => {
  await world.begin();
  ({ workspace, person, browser } = world);
});

describe('losing a second factor', () => {
  it('is the person’s own wish, with the password', async () => {
    await signIn();
    await enrol();
    const wrong = await browser.post<Refusal>(`${AUTH}/two-factor/disable`, { password: 'just a guess' });
    expect(wrong.body.code).toBe('invalid_credentials');
    expect((await browser.post(`${AUTH}/two-factor/disable`, {})).status).toBeGreaterThanOrEqual(400);
    expect((await browser.post(`${AUTH}/two-factor/disable`, { password: PASSWORD })).status).toBe(200);
    expect((await signIn(person, new Browser(product.url))).body).toMatchObject({ user: { email: person.email } });
    expect(await trail()).toEqual(['member.second_factor_added', 'member.second_factor_removed']);
  });

  it('is done by an admin for a member who lost the device: his sessions end, and the trail says who did it', async () => {
    const member = await product.given.signer(workspace, 'member');
    await signIn(member);
    await enrol();
    const path = `${workspace.path}/members/${member.userId}/second-factor`;
    expect((await member.http.call('DELETE', path)).status).toBe(403);
    expect((await person.http.call('DELETE', path)).status).toBe(204);
    expect(await me()).toBe(401);
    expect((await signIn(member)).body).toMatchObject({ user: { email: member.email } });
    expect(await trail()).toEqual(['member.second_factor_added', 'member.second_factor_reset']);
    expect((await person.http.call('DELETE', path)).status).toBe(404);
  });

  it('is not for the admin of one workspace when the person belongs to another too, nor for a stranger', async () => {
    const elsewhere = await product.given.workspace();
    const member = await product.given.signer(elsewhere, 'member');
    const path = `${workspace.path}/members/${member.userId}/second-factor`;
    await signIn(member);
    await enrol();
    expect((await person.http.call('DELETE', path)).status).toBe(404);
    await product.sql.query('INSERT INTO memberships SELECT $1, $2, $3, now()', [
      workspace.id,
      member.userId,
      'member',
    ]);
    expect((await person.http.call('DELETE', path)).status).toBe(409);
    expect(await product.sql.query('SELECT 1 FROM two_factors')).toHaveLength(1);
  });
});

describe('a workspace that requires a second factor', () => {
  const rule = (required: unknown, version: number, by = person) =>
    by.http.put<Refusal & { required: boolean; version: number }>(
      `${workspace.path}/second-factor`,
      { required },
      version,
    );

  it('is made one by an admin who has one himself', async () => {
    const early = await rule(true, 1);
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
    await signIn();
    await enrol();
    expect((await rule('yes', 1)).status).toBe(400);
    const made = await rule(true, 1);
    expect(made.body).toMatchObject({ required: true, enrolledMembers: [person.userId], version: 2 });
    expect((await rule(false, 1)).status).toBe(412);
    const lead = await product.given.signer(workspace, 'lead');
    expect((await rule(false, 2, lead)).status).toBe(403);
  });

  it('lets a member without one reach the way to his own alone, with a key as with a session', async () => {
    await signIn();
    await enrol();
    await rule(true, 1);
    const member = await product.given.signer(workspace, 'member');
    const theirs = new Browser(product.url);
    await signIn(member, theirs);
    for (const path of [`${workspace.path}/items`, '/api/v1/me/work', '/api/v1/me/notifications']) {
      for (const caller of [theirs.caller, member.http]) {
        const refused = await caller.get<Refusal>(path);
        expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'second_factor_required']);
      }
    }
    expect(await me(theirs)).toBe(200);
    await enrol(theirs);
    expect((await theirs.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await member.http.get(`${workspace.path}/items`)).status).toBe(200);
  });

  it('says nothing of it to somebody outside, and asks nothing of the members of another', async () => {
    await signIn();
    await enrol();
    await rule(true, 1);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    expect((await stranger.http.get(`${workspace.path}/items`)).status).toBe(404);
    expect((await stranger.http.get(`${workspace.path}/second-factor`)).status).toBe(404);
    expect((await stranger.http.get(`${elsewhere.path}/items`)).status).toBe(200);
  });
});

describe('signing with a code', () => {
  it('takes a code in place of the password, once, and none for an action that was refused', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    const { reviewer, path } = reviewed;
    await signIn(reviewer);
    const { totp } = await enrol();
    await aMinuteLater();
    const signOff = (code: string) =>
      browser.post<Refusal>(`${path}/review/sign-off`, { signature: { code, meaning: 'review' } });
    const code = codeOf(totp);
    expect((await signOff(code)).body.code).toBe('conflict');
    await writeReview(reviewed.owner, path, { ...AFTER, lesson: 'One.' });
    expect((await signOff(code)).status).toBe(200);
    expect((await browser.get(`${path}/review`)).body).toMatchObject({ signature: { method: 'code' } });
    await writeReview(reviewed.owner, path, { lesson: 'Two.' });
    const again = await signOff(code);
    expect([again.status, again.body.code]).toEqual([403, 'presence_refused']);
    expect((await signOff(codeOf(totp, 1))).status).toBe(200);
  });

  it('takes either a password or a code, and none of somebody without a factor', async () => {
    const { reviewer, path } = await givenReviewedItem(product, workspace);
    const signature = { code: '123456', meaning: 'review' };
    const none = await reviewer.seated.post<Refusal>(`${path}/review/sign-off`, { signature });
    expect(none.body.code).toBe('presence_refused');
    const both = await reviewer.seated.post<Refusal>(`${path}/review/sign-off`, {
      signature: { ...signature, password: PASSWORD },
    });
    expect([both.status, both.body.code]).toEqual([400, 'invalid_fields']);
  });
});
