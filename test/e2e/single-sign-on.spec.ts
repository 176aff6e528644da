import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';

import { Browser } from '../factories/browser.js';
import { AFTER, givenReviewedItem, writeReview } from '../factories/given-review.js';
import type { IdentityProvider, KnownPerson } from '../factories/identity-provider.js';
import { PUBLIC_URL, type Refusal, SingleSignOn } from '../factories/single-sign-on.js';
import type { GivenWorkspace, SpecProduct } from '../harness/index.js';

let world: SingleSignOn;
let idp: IdentityProvider;
let product: SpecProduct;
let workspace: GivenWorkspace;
let browser: Browser;
let configure: SingleSignOn['configure'];
let knows: SingleSignOn['knows'];
let throughProvider: SingleSignOn['throughProvider'];
let back: SingleSignOn['back'];
let signIn: SingleSignOn['signIn'];
let me: SingleSignOn['me'];
let trail: SingleSignOn['trail'];

beforeAll(async () => {
  world = await SingleSignOn.start();
  ({ idp, product, configure, knows, throughProvider, back, signIn, me, trail } = world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.begin();
  ({ workspace, browser } = world);
});

describe('signing in with one’s company', () => {
  it('makes an account at the first time, with the role of the groups, and knows it the second', async () => {
    const person = knows({ groups: ['staff', 'quality'] });
    const first = await signIn();
    expect([first.status, first.headers.get('location')]).toEqual([302, `${PUBLIC_URL}/`]);
    expect((await me()).body).toMatchObject({
      email: person.email,
      workspaces: [{ slug: workspace.slug, role: 'lead' }],
    });
    expect((await browser.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await signIn(new Browser(product.url))).status).toBe(302);
    expect(await trail()).toEqual([
      'sso_provider.added',
      'member.joined',
      'member.linked_to_sso',
      'member.signed_in',
      'member.signed_in',
    ]);
  });

  it('asks with PKCE, state and nonce, and keeps the state in this browser alone', async () => {
    const start = await browser.get(`/api/v1/sso/${workspace.slug}/start`);
    const { searchParams } = new URL(start.headers.get('location') ?? '');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect([searchParams.get('state'), searchParams.get('nonce'), searchParams.get('code_challenge')]).toEqual(
      [expect.stringMatching(/^.{43}$/), expect.stringMatching(/^.{43}$/), expect.stringMatching(/^.{43}$/)],
    ); // prettier-ignore
    expect(start.headers.get('set-cookie')).toMatch(/^shewhart\.sso=.+; HttpOnly; SameSite=Lax$/);
    expect(JSON.stringify(await product.sql.query('SELECT * FROM sso_attempts'))).not.toContain(
      searchParams.get('state'),
    );
  });

  it('makes no account for an address that could be taken for another’s, and reads punycode as what it stands for', async () => {
    for (const email of ['раурау@example.test', 'pаypay@example.test']) {
      knows({ email });
      expect(await signIn(new Browser(product.url))).toMatchObject({
        status: 403,
        body: { code: 'sso_email_refused' },
      });
    }
    expect((await configure({ domains: ['xn--bcher-kva.example'] }, 1)).status).toBe(200);
    for (const email of ['jo@bücher.example', 'JO@xn--bcher-kva.example']) {
      knows({ email }, 'one');
      expect((await signIn(new Browser(product.url))).status).toBe(302);
    }
    knows({ email: 'ニ@bücher.example' });
    expect((await signIn(new Browser(product.url))).status).toBe(302);
    knows({ email: '二@bücher.example' });
    expect((await signIn(new Browser(product.url))).body.code).toBe('sso_not_linked');
  });

  it('follows the groups at every sign-in', async () => {
    knows({ groups: ['quality'] }, 'mover');
    await signIn();
    knows({ groups: ['staff'] }, 'mover');
    await signIn(new Browser(product.url));
    expect((await me()).body.workspaces).toMatchObject([{ role: 'member' }]);
    knows({ groups: ['strangers'] }, 'mover');
    expect((await signIn(new Browser(product.url))).body.code).toBe('sso_not_admitted');
    expect((await trail()).slice(-2)).toEqual(['member.role_changed', 'member.signed_in']);
  });

  it('makes one account when somebody signs in twice at once', async () => {
    knows();
    const browsers = [new Browser(product.url), new Browser(product.url)];
    const ways = [await throughProvider(browsers[0]), await throughProvider(browsers[1])];
    const answers = await Promise.all(ways.map((way, index) => back(way, browsers[index])));
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    expect((await trail()).filter((action) => action === 'member.joined')).toHaveLength(1);
  });
});

describe('coming back', () => {
  it('is refused with another state, in another browser, and a second time', async () => {
    knows();
    const way = await throughProvider();
    const other = await back(way.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`));
    const elsewhere = await back(way, new Browser(product.url));
    expect([other, elsewhere].map(({ status, body }) => [status, body.code])).toEqual([
      [401, 'sso_failed'],
      [401, 'sso_failed'],
    ]);
    expect((await back(way)).status).toBe(302);
    const thief = new Browser(product.url);
    await thief.get(`/api/v1/sso/${workspace.slug}/start`);
    expect((await back(way, thief)).body.code).toBe('sso_failed');
  });

  it('is refused with a token that was made for another attempt', async () => {
    knows();
    const way = await throughProvider();
    await product.sql.query("UPDATE sso_attempts SET nonce = 'another' WHERE workspace_id = $1", [workspace.id]);
    expect((await back(way)).body.code).toBe('sso_failed');
    expect((await me()).status).toBe(401);
  });

  it('is refused by the provider without the verifier, and with a code that ran out', async () => {
    knows();
    const way = await throughProvider();
    await product.sql.query("UPDATE sso_attempts SET code_verifier = repeat('a', 43) WHERE workspace_id = $1", [
      workspace.id,
    ]);
    expect((await back(way)).body.code).toBe('sso_failed');
    idp.codeSeconds = 1;
    const late = await throughProvider();
    await sleep(2_100);
    expect((await back(late)).body.code).toBe('sso_failed');
  });

  it('is refused after ten minutes, with what the provider refused, and with nothing', async () => {
    knows();
    const way = await throughProvider();
    await product.sql.query("UPDATE sso_attempts SET begun_at = begun_at - interval '11 minutes'");
    expect((await back(way)).body.code).toBe('sso_failed');
    const fresh = new URL(await throughProvider(), PUBLIC_URL);
    const denied = `${fresh.pathname}?error=access_denied&state=${fresh.searchParams.get('state')}`;
    expect((await back(denied)).body.code).toBe('sso_failed');
    expect((await back(`/api/v1/sso/${workspace.slug}/callback`)).body.code).toBe('sso_failed');
    expect((await back(`/api/v1/sso/${workspace.slug}/callback?state=a&state=b&code[]=7`)).body.code).toBe(
      'sso_failed',
    );
  });

  it('shows a browser a page that says what is wrong and where to try again, in its language, with nothing of the address in it', async () => {
    knows({ groups: [] });
    const way = await throughProvider();
    const page = await browser.caller.get<string>(way, { accept: 'text/html,*/*;q=0.8', 'accept-language': 'zh-CN' });
    expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'nonce-");
    expect(page.body).toContain('没有对应的角色');
    expect(page.body).toContain(`href="/api/v1/sso/${workspace.slug}/start"`);
    expect(page.body).toContain(`sso_not_admitted,请求编号 ${page.headers.get('x-request-id')}`);
    const html = { accept: 'text/html' };
    const broken = await world.product.stranger.get<string>(
      `/api/v1/sso/${workspace.slug}/callback?state=<script>alert(1)</script>`,
      html,
    );
    expect([broken.status, broken.body]).toEqual([401, expect.not.stringContaining('alert')]);
    const nowhere = await world.product.stranger.get<string>('/api/v1/sso/%3Cscript%3E/start', html);
    expect([nowhere.status, nowhere.body]).toEqual([404, expect.not.stringContaining('<script>')]);
  });

  it('says in Chinese too what is wrong', async () => {
    knows({ groups: [] });
    const way = await throughProvider();
    const refused = await browser.caller.get<Refusal>(way, { 'accept-language': 'zh-CN' });
    expect(refused.body.detail).toContain('没有对应的角色');
  });
});

describe('somebody who is not let in', () => {
  const refusalOf = async (person: Partial<KnownPerson>): Promise<[number, string]> => {
    knows(person);
    const answer = await signIn(new Browser(product.url));
    return [answer.status, answer.body.code];
  };

  it('has an address that nobody vouches for, of another domain, or no group of the table', async () => {
    expect(await refusalOf({ email_verified: false })).toEqual([403, 'sso_email_unverified']);
    expect(await refusalOf({ email: 'somebody@elsewhere.test' })).toEqual([403, 'sso_not_admitted']);
    expect(await refusalOf({ groups: ['gardening'] })).toEqual([403, 'sso_not_admitted']);
    expect(await product.sql.query("SELECT 1 FROM users WHERE email = 'somebody@elsewhere.test'")).toEqual([]);
    expect(await trail()).toEqual(['sso_provider.added']);
  });

  it('has an account that is not this workspace’s alone; a member of it alone is linked', async () => {
    const elsewhere = await product.given.workspace();
    const foreign = await product.given.signer(elsewhere, 'admin');
    expect(await refusalOf({ email: foreign.email })).toEqual([403, 'sso_not_linked']);
    const ours = await product.given.signer(workspace, 'member');
    knows({ email: ours.email.toUpperCase() });
    expect((await signIn()).status).toBe(302);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ userId: ours.userId });
    await product.sql.query('INSERT INTO memberships SELECT $1, $2, $3, now()', [
      workspace.id,
      foreign.userId,
      'member',
    ]);
    expect(await refusalOf({ email: foreign.email })).toEqual([403, 'sso_not_linked']);
  });
});

describe('a session of one workspace’s provider', () => {
  it('opens that workspace alone, though the person belongs to another too, and makes no API key then', async () => {
    knows();
    await signIn();
    expect((await browser.get('/api/v1/me/work')).status).toBe(200);
    const { userId } = (await browser.get<{ userId: string }>('/api/v1/me')).body;
    const elsewhere = await product.given.workspace();
    await product.sql.query('INSERT INTO memberships SELECT $1, $2, $3, now()', [elsewhere.id, userId, 'admin']);
    expect((await browser.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await browser.get(`${elsewhere.path}/items`)).status).toBe(404);
    const work = await browser.get<Refusal>('/api/v1/me/work');
    expect([work.status, work.body.code]).toEqual([403, 'session_confined']);
    const key = await browser.post<Refusal>('/api/v1/me/api-keys', { name: 'mine', workspace: elsewhere.slug });
    expect([key.status, key.body.code]).toEqual([403, 'session_confined']);
  });

  it('ends with the provider', async () => {
    knows();
    await signIn();
    expect((await world.admin.http.call('DELETE', `${workspace.path}/sso`)).status).toBe(204);
    expect((await me()).status).toBe(401);
    expect((await browser.get(`/api/v1/sso/${workspace.slug}/start`)).status).toBe(404);
    expect((await trail()).slice(-1)).toEqual(['sso_provider.removed']);
  });

  it('signs after signing in again, within five minutes, and then no more', async () => {
    const reviewed = await givenReviewedItem(product, workspace);
    await writeReview(reviewed.owner, reviewed.path, { ...AFTER, lesson: 'One.' });
    const signOff = () =>
      browser.post<Refusal>(`${reviewed.path}/review/sign-off`, {
        signature: { reauthenticated: true, meaning: 'review' },
      });
    knows({ groups: ['quality'] });
    await signIn(browser, '?reauthenticate=true');
    await product.sql.query("UPDATE sessions SET authenticated_at = authenticated_at - interval '6 minutes'");
    expect((await signOff()).body.code).toBe('presence_refused');
    await signIn(browser, '?reauthenticate=true');
    expect((await signOff()).body).toMatchObject({ signature: { method: 'reauthentication' } });
  });

  it('enrols a second factor only after signing in again, and stays confined', async () => {
    knows();
    await signIn(browser, '?reauthenticate=true');
    await product.sql.query("UPDATE sessions SET authenticated_at = authenticated_at - interval '6 minutes'");
    const late = await browser.post<Refusal>('/api/v1/auth/two-factor/enable', {});
    expect([late.status, late.body.code]).toEqual([403, 'presence_refused']);
    await signIn(browser, '?reauthenticate=true');
    const enabled = await browser.post<{ totpURI: string }>('/api/v1/auth/two-factor/enable', {});
    const code = (URI.parse(enabled.body.totpURI) as TOTP).generate();
    expect((await browser.post('/api/v1/auth/two-factor/verify-totp', { code })).status).toBe(200);
    const { userId } = (await browser.get<{ userId: string }>('/api/v1/me')).body;
    const bound = await product.sql.query('SELECT DISTINCT bound_to FROM sessions WHERE user_id = $1', [userId]);
    expect(bound).toEqual([{ bound_to: workspace.id }]);
  });
});
