import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';

import { Browser } from '../factories/browser.js';
import { AFTER, givenReviewedItem, writeReview } from '../factories/given-review.js';
import { CLIENT, IdentityProvider, type KnownPerson } from '../factories/identity-provider.js';
import {
  type Answer,
  type GivenSigner,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';
import { freePort } from '../harness/free-port.js';

interface Refusal {
  code: string;
  detail: string;
  errors?: { field: string; code: string }[];
}

const PUBLIC_URL = 'http://127.0.0.1:3000';
const ROLES = [
  { group: 'quality', role: 'lead' },
  { group: 'staff', role: 'member' },
];

let idp: IdentityProvider;
let product: SpecProduct;
let workspace: GivenWorkspace;
let admin: GivenSigner;
let browser: Browser;

beforeAll(async () => {
  const slugs = Array.from({ length: 60 }, (_, serial) => `ws-${serial + 1}`);
  idp = await IdentityProvider.start(slugs.map((slug) => `${PUBLIC_URL}/api/v1/sso/${slug}/callback`));
  product = await startSpecProduct({ config: { ssoAllowedHosts: [idp.host] } });
});
afterAll(async () => {
  await product.stop();
  await idp.stop();
});
beforeEach(async () => {
  workspace = await product.given.workspace();
  admin = await product.given.signer(workspace, 'admin');
  browser = new Browser(product.url);
  idp.codeSeconds = 60;
  expect((await configure({}, 0)).status).toBe(200);
});

function configure(changes: Json, version: number, by = admin): Promise<Answer<Refusal & Json>> {
  const settings = {
    issuer: idp.issuer, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret,
    scopes: ['email', 'profile', 'groups'], domains: ['Example.test'], groupsClaim: 'groups', roles: ROLES,
  }; // prettier-ignore
  return by.http.put(`${workspace.path}/sso`, { ...settings, ...changes }, version);
}

let serial = 0;

/** Somebody whom the provider knows and who sits down now. */
function knows(more: Partial<KnownPerson> = {}, subject = `subject-${(serial += 1)}`): KnownPerson {
  const person = {
    email: `${subject}@example.test`, email_verified: true, name: `Person ${serial}`, groups: ['staff'], ...more,
  }; // prettier-ignore
  idp.people.set(subject, person);
  idp.whoSignsIn = subject;
  return person;
}

/** To the provider and through its pages, redirect by redirect. @returns the way back, not yet taken */
async function throughProvider(by = browser, query = ''): Promise<string> {
  const start = await by.get(`/api/v1/sso/${workspace.slug}/start${query}`);
  expect(start.status).toBe(302);
  const there = new Browser(idp.issuer);
  let url = new URL(start.headers.get('location') ?? '');
  while (url.origin === idp.issuer) {
    const answer = await there.get(url.pathname + url.search);
    url = new URL(answer.headers.get('location') ?? 'about:blank', idp.issuer);
  }
  expect(url.origin).toBe(PUBLIC_URL);
  return url.pathname + url.search;
}

const back = (path: string, by = browser) => by.get<Refusal>(path);
const signIn = async (by = browser, query = '') => back(await throughProvider(by, query), by);
const me = (by = browser) => by.get<{ email: string; workspaces: { slug: string; role: string }[] }>('/api/v1/me');

async function trail(): Promise<string[]> {
  const rows = await product.sql.query<{ action: string }[]>(
    "SELECT action FROM audit_events WHERE workspace_id = $1 AND action ~ '^(member|sso)' ORDER BY id",
    [workspace.id],
  );
  return rows.map(({ action }) => action);
}

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
    expect(await trail()).toEqual(['sso_provider.added', 'member.joined', 'member.linked_to_sso']);
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
    expect((await trail()).slice(-1)).toEqual(['member.role_changed']);
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
    expect((await admin.http.call('DELETE', `${workspace.path}/sso`)).status).toBe(204);
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

describe('the provider of a workspace', () => {
  it('is an admin’s to set, and never shows its secret', async () => {
    const shown = await admin.http.get(`${workspace.path}/sso`);
    expect(shown.body).toMatchObject({
      issuer: idp.issuer, domains: ['example.test'], roles: ROLES, version: 1,
      redirectUri: `${PUBLIC_URL}/api/v1/sso/${workspace.slug}/callback`,
    }); // prettier-ignore
    const kept = JSON.stringify(await product.sql.query('SELECT * FROM sso_providers'));
    expect(JSON.stringify(shown.body) + kept).not.toContain(CLIENT.client_secret);
    const lead = await product.given.signer(workspace, 'lead');
    expect((await configure({}, 1, lead)).status).toBe(403);
    expect((await lead.http.get(`${workspace.path}/sso`)).status).toBe(403);
    const stranger = await product.given.signer(await product.given.workspace(), 'admin');
    expect((await configure({}, 1, stranger)).status).toBe(404);
  });

  it('keeps its secret when another field changes, and needs a new one for another issuer', async () => {
    expect((await configure({ clientSecret: null, roles: [{ group: 'staff', role: 'auditor' }] }, 1)).status).toBe(200);
    expect((await configure({}, 1)).status).toBe(412);
    knows();
    await signIn();
    expect((await me()).body.workspaces).toMatchObject([{ role: 'auditor' }]);
    const other = await IdentityProvider.start([`${PUBLIC_URL}/`]);
    const refused = await configure({ clientSecret: null, issuer: other.issuer }, 2);
    await other.stop();
    expect(refused.status).toBe(400);
  });

  it('names everything that is wrong with it', async () => {
    const bad = { issuer: '', clientId: 7, scopes: 'x', roles: [{ group: 'a', role: 'king' }], secret: 'x' };
    const refused = await configure(bad, 1);
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(
      ['clientId', 'issuer', 'roles.0.role', 'scopes', 'secret'],
    ); // prettier-ignore
  });

  it('is nobody inside our own network, nor without TLS, unless allowed by name', async () => {
    for (const issuer of [
      'https://10.0.0.7',
      'https://localhost',
      'http://example.com',
      'http://127.0.0.1:1',
      'ldap:x',
    ]) {
      const refused = await configure({ issuer }, 1);
      expect([issuer, refused.status, refused.body.errors?.map(({ field }) => field)]).toEqual([
        issuer,
        400,
        ['issuer'],
      ]);
    }
  });

  it('that is down answers 503, and nothing is changed', async () => {
    const dead = await startSpecProduct({ config: { ssoAllowedHosts: ['127.0.0.1'] } });
    const theirs = await dead.given.workspace();
    const boss = await dead.given.signer(theirs, 'admin');
    const short = await IdentityProvider.start([`${PUBLIC_URL}/api/v1/sso/${theirs.slug}/callback`]);
    const settings = {
      issuer: short.issuer, clientId: CLIENT.client_id, clientSecret: 'x', scopes: [], domains: ['example.test'],
      groupsClaim: 'groups', roles: ROLES,
    }; // prettier-ignore
    expect((await boss.http.put(`${theirs.path}/sso`, settings, 0)).status).toBe(200);
    await short.stop();
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const down = await boss.http.put<Refusal>(`${theirs.path}/sso`, { ...settings, issuer }, 1);
    await dead.sql.query('UPDATE sso_providers SET issuer = $1', [issuer]);
    const start = await dead.stranger.get<Refusal>(`/api/v1/sso/${theirs.slug}/start`);
    await dead.stop();
    expect([down.status, down.body.code, start.status, start.body.code]).toEqual(
      [503, 'sso_unavailable', 503, 'sso_unavailable'],
    ); // prettier-ignore
  });
});
