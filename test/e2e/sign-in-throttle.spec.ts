import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  MailServer,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const PASSWORD = 'correct horse battery';

describe('somebody who guesses passwords', () => {
  let server: MailServer;
  let product: SpecProduct;
  let second: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let person: GivenPerson;

  beforeAll(async () => {
    server = await MailServer.start();
    // Callers choose their address, as they would behind a proxy that is believed.
    const config = { smtpUrl: server.url, trustedProxies: ['127.0.0.1'] };
    product = await startSpecProduct({ config });
    second = await startSpecProduct({ config, database: product.database });
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(async () => {
    await second.stop();
    await product.stop();
    await server.stop();
  });
  beforeEach(async () => {
    person = await product.given.person(workspace, 'member');
    await product.given.password(person, PASSWORD);
  });

  let network = 0;
  const elsewhere = () => ({ 'x-forwarded-for': `198.51.${(network += 1) >> 8}.${network & 255}` });
  const signIn = (
    password: string,
    email = person.email,
    headers: Record<string, string> = elsewhere(),
    at = product,
  ) => at.stranger.post('/api/v1/auth/sign-in/email', { email, password }, headers);
  const guess = async (times: number, email = person.email): Promise<void> => {
    for (let count = 0; count < times; count += 1) await signIn('a wrong guess', email);
  };
  /** Guesses as fast as he is listened to. */
  const guessPatiently = async (times: number, email = person.email): Promise<void> => {
    const began = product.clock.now();
    for (let count = 0; count < times; count += 1) {
      await signIn('a wrong guess', email);
      if (count < times - 1) product.clock.advance({ minutes: 9 });
    }
    second.clock.set(product.clock.now());
    expect(product.clock.now().getTime()).toBeGreaterThan(began.getTime());
  };

  it('is listened to five times, then told how long to wait, from wherever he calls and in whatever process', async () => {
    second.clock.set(product.clock.now());
    const statuses = [];
    for (const at of [product, second, product, second, product]) {
      statuses.push((await signIn('a wrong guess', person.email, elsewhere(), at)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    for (const at of [product, second]) {
      const told = await signIn(PASSWORD, person.email.toUpperCase(), elsewhere(), at);
      expect(told).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(told.headers.get('retry-after')).toBe('30');
      expect(told.body['detail']).toContain('30 s');
    }
    product.clock.advance({ minutes: 1 });
    expect((await signIn(PASSWORD)).status).toBe(200);
    expect((await signIn('a wrong guess')).status).toBe(401);
  });

  it('gains nothing by guessing a hundred times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('a wrong guess')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('waits longer each time, and locks the account at the tenth, which its owner is told in every language', async () => {
    await guessPatiently(10);
    const told = await signIn(PASSWORD);
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '3600']);
    await product.settle();
    const [letter, ...more] = server.to(person.email);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Sign-in to your account is locked / 您的账户登录已被锁定');
    expect(letter?.text).toContain('10 wrong passwords in a row');
    const [event] = await product.sql.query<Json[]>(
      `SELECT action, actor_id, actor_role, workspace_id FROM audit_events WHERE subject_id = $1`,
      [person.userId],
    );
    expect(event).toEqual({
      action: 'member.locked_out',
      actor_id: null,
      actor_role: 'system',
      workspace_id: workspace.id,
    });
    product.clock.advance({ minutes: 61 });
    expect((await signIn(PASSWORD)).status).toBe(200);
  });

  it('does not learn whether anybody has the address', async () => {
    const nobody = 'nobody@example.test';
    const shape = ({ status, body, headers }: Awaited<ReturnType<typeof signIn>>) => ({
      status,
      body: { ...body, requestId: '' },
      wait: headers.get('retry-after'),
    });
    for (let count = 0; count < 7; count += 1) {
      expect(shape(await signIn('a wrong guess', nobody))).toEqual(shape(await signIn('a wrong guess')));
    }
    await guessPatiently(10, 'nobody-else@example.test');
    expect((await signIn(PASSWORD, 'nobody-else@example.test')).status).toBe(429);
    await product.settle();
    expect(server.to('nobody-else@example.test')).toEqual([]);
  });

  it('does not sign out who is in, nor stop a key', async () => {
    const seated: Caller = await product.given.session(person);
    await guess(6);
    expect([(await seated.get('/api/v1/me')).status, (await person.http.get('/api/v1/me')).status]).toEqual([200, 200]);
  });

  it('keeps nobody out for whom an admin speaks, or who reads the mail of the account', async () => {
    await guess(6);
    const unlock = (by: GivenPerson, id = person.userId) => by.http.post(`${workspace.path}/members/${id}/unlock`);
    const lead = await product.given.person(workspace, 'lead');
    expect((await unlock(lead)).status).toBe(403);
    expect((await unlock(admin, '0198c0de-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await signIn(PASSWORD)).status).toBe(429);
    expect((await unlock(admin)).status).toBe(204);
    expect((await signIn(PASSWORD)).status).toBe(200);
    await guess(6);
    await product.stranger.post('/api/v1/password-reset', { email: person.email }, elsewhere());
    await product.settle();
    const token = server.tokenFor(person.email);
    await product.stranger.post('/api/v1/password-reset/complete', { token, password: 'another staple entirely' });
    expect((await signIn('another staple entirely')).status).toBe(200);
  });

  it('at one account after the other from one network has to wait as well', async () => {
    const here = { 'x-forwarded-for': '203.0.113.9' };
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) {
      statuses.push((await signIn('a wrong guess', `victim-${count}@example.test`, here)).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(statuses[30]).toBe(429);
    expect((await signIn(PASSWORD, person.email, here)).status).toBe(429);
    expect((await signIn(PASSWORD)).status).toBe(200);
  });

  it('at codes of a second factor has to wait, whatever process he asks', async () => {
    const here = { 'x-forwarded-for': '203.0.113.10' };
    const guessCode = (count: number) => {
      const [at, kind] = [count % 2 ? product : second, count % 3 ? 'verify-totp' : 'verify-backup-code'];
      return at.stranger.post(`/api/v1/auth/two-factor/${kind}`, { code: String(count).padStart(6, '0') }, here);
    };
    second.clock.set(product.clock.now());
    const statuses: number[] = [];
    for (let count = 0; count < 30; count += 1) statuses.push((await guessCode(count)).status);
    expect(statuses).not.toContain(429);
    for (const count of [30, 31]) {
      const told = await guessCode(count);
      expect(told).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(told.headers.get('retry-after')).toBe('30');
    }
  });

  it('by asking for letters fills no mailbox', async () => {
    const ask = () => product.stranger.post('/api/v1/password-reset', { email: person.email }, elsewhere());
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(answers[3]?.headers.get('retry-after')).toBe('900');
    await product.settle();
    expect(server.to(person.email)).toHaveLength(3);
  });

  it('behind an open session is stopped at the change of the password', async () => {
    const seated = await product.given.session(person);
    const change = (currentPassword: string) =>
      seated.post('/api/v1/me/password', { currentPassword, newPassword: 'another staple entirely' });
    for (let count = 0; count < 5; count += 1) {
      expect((await change('a wrong guess')).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    }
    expect((await change(PASSWORD)).status).toBe(429);
  });

  it('leaves no address behind in what is counted', async () => {
    await guess(1);
    const rows = await product.sql.query<Json[]>('SELECT subject FROM sign_in_attempts');
    expect(JSON.stringify(rows)).not.toContain('@');
    product.clock.advance({ days: 3 });
    await product.sweep('remove-stale');
    expect(await product.sql.query('SELECT 1 FROM sign_in_attempts')).toEqual([]);
  });
});
