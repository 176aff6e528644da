import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type Answer,
  Caller,
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const PASSWORD = 'correct horse battery';
const FIRST = {
  email: 'ana@example.test',
  name: 'Ana',
  password: PASSWORD,
  workspace: { slug: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' },
};
describe('an account', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  const invite = async (email: string, role = 'lead', by = admin, at = workspace): Promise<string> =>
    String((await by.http.post(`${at.path}/members`, { email, name: 'Chen', role })).body['token']);
  const accept = (token: string, password = PASSWORD) =>
    product.stranger.post('/api/v1/invitations/accept', { token, password });
  const signIn = (email: string, password = PASSWORD) =>
    product.stranger.post('/api/v1/auth/sign-in/email', { email, password });
  const join = async (email: string): Promise<Caller> => {
    await accept(await invite(email));
    return withCookie(await signIn(email));
  };
  const withCookie = (answer: Answer<Json>): Caller => new Caller(product.url, { cookie: cookieOf(answer) });

  it('is made by an invitation, once, with the role that was offered', async () => {
    const token = await invite('Dana@example.test', 'member');
    const joined = await accept(token);
    expect(joined.status).toBe(201);
    expect(joined.body).toMatchObject({ workspaceSlug: workspace.slug });
    expect([(await accept(token)).status, (await accept('garbage')).status]).toEqual([410, 410]);
    const members = await admin.http.get<{ email: string; role: string }[]>(`${workspace.path}/members`);
    expect(members.body).toContainEqual(expect.objectContaining({ email: 'dana@example.test', role: 'member' }));
  });

  it('is made once when the invitation is accepted twice at once', async () => {
    const token = await invite('twice@example.test');
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
  });

  it('keeps its password when a second invitation for the same address is accepted', async () => {
    const other = await product.given.workspace();
    const theirs = await product.given.person(other, 'admin');
    const [first, second] = [await invite('eve@example.test'), await invite('eve@example.test', 'lead', theirs, other)];
    await accept(first);
    expect((await accept(second, 'another password')).status).toBe(410);
    expect((await signIn('eve@example.test', 'another password')).status).toBe(401);
    expect((await signIn('eve@example.test')).status).toBe(200);
  });

  it('is not made by an invitation of a week ago, nor is an invitation a link of the first start', async () => {
    const token = await invite('late@example.test');
    expect((await product.stranger.post('/api/v1/setup', { ...FIRST, token })).status).toBe(410);
    product.clock.advance({ days: 8 });
    expect((await accept(token)).status).toBe(410);
    product.clock.advance({ days: -8 });
  });

  it('joins a second workspace at once, and is no member of it twice', async () => {
    const other = await product.given.workspace();
    const theirs = await product.given.person(other, 'admin');
    const http = await join('frida@example.test');
    const answer = await theirs.http.post(`${other.path}/members`, {
      email: 'frida@example.test',
      name: 'F',
      role: 'auditor',
    });
    expect(answer.body).toMatchObject({ link: null, token: null });
    expect((await http.get(`${other.path}/items`)).status).toBe(200);
    const again = await theirs.http.post(`${other.path}/members`, {
      email: 'frida@example.test',
      name: 'F',
      role: 'lead',
    });
    expect([again.status, again.body['code']]).toEqual([409, 'already_exists']);
  });

  it('cannot be made by oneself', async () => {
    const answer = await product.stranger.post('/api/v1/auth/sign-up/email', {
      email: 'me@example.test',
      name: 'Me',
      password: PASSWORD,
    });
    expect([answer.status, answer.body['code']]).toEqual([404, 'not_found']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await product.sql.query(`SELECT 1 FROM users WHERE email = 'me@example.test'`)).toEqual([]);
  });

  it('signs in with its password, whatever the case of the address, and is known by its cookie', async () => {
    const http = await join('gu@example.test');
    const me = await http.get('/api/v1/me');
    expect(me.body).toMatchObject({
      name: 'Chen',
      email: 'gu@example.test',
      workspaces: [{ slug: workspace.slug, role: 'lead' }],
    });
    expect((await signIn('GU@example.test')).status).toBe(200);
  });

  it('gets a cookie that no script reads and no other site sends', async () => {
    await join('hana@example.test');
    const cookie = (await signIn('hana@example.test')).headers
      .getSetCookie()
      .find((text) => text.includes('session_token'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it.each([
    ['a wrong password', { email: 'ida@example.test', password: 'wrong password' }],
    ['an address nobody has', { email: 'nobody@example.test', password: PASSWORD }],
  ])('is refused with %s, in words that do not tell which', async (_, credentials) => {
    await accept(await invite('ida@example.test'));
    for (const [language, words] of [['en', 'wrong'], ['zh-CN', '错误']] as const) {
      const answer = await product.stranger.post('/api/v1/auth/sign-in/email', credentials, { 'accept-language': language });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'invalid_credentials', detail: expect.stringContaining(words) });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }); // prettier-ignore

  it('is out at once after signing out, with the cookie that worked a moment ago', async () => {
    const http = await join('jan@example.test');
    expect((await http.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await http.with({ origin: 'http://127.0.0.1:3000' }).post('/api/v1/auth/sign-out')).status).toBe(200);
    const after = await http.get(`${workspace.path}/items`);
    expect([after.status, after.body['code']]).toEqual([401, 'unauthenticated']);
  });

  it('is not opened by a cookie with another token, another signature, or none', async () => {
    await accept(await invite('kim@example.test'));
    const cookie = cookieOf(await signIn('kim@example.test'));
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    const flipped = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    const forged = [`${token}x.${signature}`, `${token}.${flipped}`, token, `${token}.`, '.', '%', ''];
    for (const text of forged) {
      const http = new Caller(product.url, { cookie: `${name}=${text === '%' ? text : encodeURIComponent(text)}` });
      expect((await http.get('/api/v1/me')).status).toBe(401);
    }
    expect((await new Caller(product.url, { cookie }).get('/api/v1/me')).status).toBe(200);
  });

  it('is out when its session has expired', async () => {
    const http = await join('lea@example.test');
    await product.sql.query(
      `UPDATE sessions SET expires_at = now() - interval '1 second' FROM users u WHERE u.id = user_id AND u.email = $1`,
      ['lea@example.test'],
    );
    expect((await http.get('/api/v1/me')).status).toBe(401);
  });

  it('has its session prolonged while it is used, a day after it began', async () => {
    const http = await join('mia@example.test');
    await product.sql.query(
      `UPDATE sessions SET updated_at = now() - interval '2 days', expires_at = now() + interval '5 days'
       FROM users u WHERE u.id = user_id AND u.email = $1`,
      ['mia@example.test'],
    );
    const answer = await http.get('/api/v1/me');
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toContain('session_token');
    const [session] = await product.sql.query<{ days: number }[]>(
      `SELECT round(extract(epoch FROM expires_at - now()) / 86400)::integer AS days
       FROM sessions JOIN users u ON u.id = user_id WHERE u.email = $1`,
      ['mia@example.test'],
    );
    expect(session).toEqual({ days: 7 });
  });

  it('counts with its new role at once, and not at all once it is a member no more', async () => {
    const http = await join('noa@example.test');
    const ask = async () => (await http.post(`${workspace.path}/items`, { title: 'x', type: 'user_feedback' })).status;
    const [{ id } = { id: '' }] = await product.sql.query<{ id: string }[]>(
      `SELECT id FROM users WHERE email = 'noa@example.test'`,
    );
    expect(await ask()).toBe(201);
    await product.sql.query(`UPDATE memberships SET role = 'auditor' WHERE user_id = $1`, [id]);
    expect(await ask()).toBe(403);
    await product.sql.query('DELETE FROM memberships WHERE user_id = $1', [id]);
    expect(await ask()).toBe(404);
  });

  it('has no API key that is made up, expired or switched off', async () => {
    const person = await product.given.person(workspace, 'lead');
    expect((await product.stranger.with({ 'x-api-key': 'shw_garbage' }).get('/api/v1/me')).status).toBe(401);
    for (const change of [`expires_at = now() - interval '1 second'`, 'expires_at = NULL, enabled = false']) {
      await product.sql.query(`UPDATE api_keys SET ${change} WHERE reference_id = $1`, [person.userId]);
      expect((await person.http.get('/api/v1/me')).status).toBe(401);
    }
  });
});

/** The session cookie as a browser would send it back. */
function cookieOf({ headers }: Answer<Json>): string {
  const cookie = headers.getSetCookie().find((text) => text.includes('session_token='));
  if (!cookie) throw new Error('no session cookie');
  return cookie.split(';', 1)[0] ?? '';
}
