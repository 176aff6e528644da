import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  MailServer,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const OLD = 'correct horse battery';
const NEW = 'another staple entirely';

let product: SpecProduct;
let workspace: GivenWorkspace;
let admin: GivenPerson;
let person: GivenPerson;

const ask = (email: string, language = 'en') =>
  product.stranger.post('/api/v1/password-reset', { email }, { 'accept-language': language });
const complete = (token: unknown, password = NEW) =>
  product.stranger.post('/api/v1/password-reset/complete', { token, password });
const signIn = async (password: string) =>
  (await product.stranger.post('/api/v1/auth/sign-in/email', { email: person.email, password })).status;
const offer = (userId: string, by = admin, at = workspace) =>
  by.http.post(`${at.path}/members/${userId}/password-reset`);

beforeEach(async () => {
  person = await product.given.person(workspace, 'member');
  await product.given.password(person, OLD);
});

describe('somebody who has lost a password', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await MailServer.start();
    product = await startSpecProduct({ config: { smtpUrl: server.url } });
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(async () => {
    await product.stop();
    await server.stop();
  });

  it('sets another with the link of the letter, once', async () => {
    expect((await ask(person.email.toUpperCase())).body).toEqual({ byMail: true });
    await product.settle();
    const token = server.tokenFor(person.email);
    expect((await complete(token)).status).toBe(204);
    expect([await signIn(OLD), await signIn(NEW)]).toEqual([401, 200]);
    expect((await complete(token, OLD)).body).toMatchObject({ status: 410, code: 'link_used' });
    expect(await signIn(NEW)).toBe(200);
  });

  it('is signed out everywhere, and told of it in the same language', async () => {
    const sessions = [await product.given.session(person), await product.given.session(person)];
    await ask(person.email, 'zh-CN');
    await product.settle();
    expect(server.to(person.email)[0]?.subject).toBe('重设密码');
    const token = server.tokenFor(person.email);
    await product.stranger.post(
      '/api/v1/password-reset/complete',
      { token, password: NEW },
      { 'accept-language': 'zh-CN' },
    );
    for (const session of sessions) expect((await session.get('/api/v1/me')).status).toBe(401);
    await product.settle();
    expect(server.to(person.email).map(({ subject }) => subject)).toEqual(['重设密码', '您的密码已更改']);
  });

  it('stands in the trail of every workspace he belongs to', async () => {
    const other = await product.given.workspace();
    await product.given.membership(other, person, 'lead');
    await ask(person.email);
    await product.settle();
    await complete(server.tokenFor(person.email));
    const events = await product.sql.query<Json[]>(
      `SELECT workspace_id, actor_id, actor_role, action FROM audit_events WHERE subject_id = $1 ORDER BY actor_role`,
      [person.userId],
    );
    expect(events).toEqual([
      { workspace_id: other.id, actor_id: person.userId, actor_role: 'lead', action: 'member.password_reset' },
      { workspace_id: workspace.id, actor_id: person.userId, actor_role: 'member', action: 'member.password_reset' },
    ]);
  });

  it('has no use of a link of an hour ago, of one for something else, or of one that a later change overtook', async () => {
    await ask(person.email);
    await product.settle();
    const late = server.tokenFor(person.email);
    product.clock.advance({ minutes: 61 });
    expect((await complete(late)).status).toBe(410);
    await ask(person.email);
    await ask(person.email);
    await product.settle();
    const [first, second] = server
      .to(person.email)
      .slice(-2)
      .map(({ text }) => /#token=([\w-]+)/.exec(text ?? '')?.[1]);
    expect((await complete(second)).status).toBe(204);
    expect((await complete(first)).status).toBe(410);
    await admin.http.post(`${workspace.path}/members`, { email: 'new@example.test', name: 'N', role: 'lead' });
    await product.settle();
    expect((await complete(server.tokenFor('new@example.test'))).status).toBe(410);
    expect((await complete('made up')).status).toBe(410);
  });

  it('keeps the link when the new password is refused', async () => {
    await ask(person.email);
    await product.settle();
    const token = server.tokenFor(person.email);
    const refused = await complete(token, person.email);
    expect(refused.body).toMatchObject({ status: 400, errors: [{ field: 'password', code: 'own_address' }] });
    expect((await complete(token)).status).toBe(204);
  });

  it('sets it once when the link is used twice at the same time', async () => {
    await ask(person.email);
    await product.settle();
    const token = server.tokenFor(person.email);
    const statuses = (await Promise.all([complete(token), complete(token, OLD)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 410]);
  });

  it('is helped by an admin, who never sees the link where there is mail', async () => {
    expect((await offer(person.userId)).body).toMatchObject({ mailed: true, link: null, token: null });
    await product.settle();
    expect((await complete(server.tokenFor(person.email))).status).toBe(204);
  });
});

describe('who has an account', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await MailServer.start();
    product = await startSpecProduct({ config: { smtpUrl: server.url } });
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(async () => {
    await product.stop();
    await server.stop();
  });

  it('is told by nothing in the answer, and no letter goes to a stranger', async () => {
    const known = await ask(person.email);
    const unknown = await ask('nobody@example.test');
    const shape = ({ status, body, headers }: typeof known) => ({ status, body, names: [...headers.keys()].sort() });
    expect(shape(unknown)).toEqual(shape(known));
    await product.settle();
    expect(server.mails.map(({ to }) => to)).toHaveLength(1);
    expect(server.to(person.email)).toHaveLength(1);
    const states = await product.sql.query('SELECT recipient, state FROM mails ORDER BY recipient');
    expect(states).toEqual([
      { recipient: person.email, state: 'sent' },
      { recipient: 'nobody@example.test', state: 'dropped' },
    ]);
  });

  it('is told by nothing that the request writes or asks: the statements are the same', async () => {
    const [known, unknown] = [await written(person.email), await written('nobody-else@example.test')];
    expect(unknown).toEqual(known);
    expect(known).toEqual({ one_time_links: 1, mails: 1, audit_events: 0, outbox_events: 0 });
  });

  /** How many rows a request adds to each table. */
  async function written(email: string): Promise<Json> {
    const tables = ['one_time_links', 'mails', 'audit_events', 'outbox_events'];
    const count = async () =>
      Promise.all(
        tables.map(async (table) => {
          const [row] = await product.sql.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${table}`);
          return row?.n ?? 0;
        }),
      );
    const before = await count();
    await ask(email);
    const after = await count();
    return Object.fromEntries(tables.map((table, index) => [table, (after[index] ?? 0) - (before[index] ?? 0)]));
  }
});

describe('a lost password without a mail server', () => {
  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  it('says to everybody alike that no mail will come', async () => {
    expect((await ask(person.email)).body).toEqual({ byMail: false });
    expect((await ask('nobody@example.test')).body).toEqual({ byMail: false });
    expect(await product.sql.query(`SELECT 1 FROM one_time_links WHERE purpose = 'password_reset'`)).toEqual([]);
  });

  it('is replaced with a link that the admin passes on, and the trail says that he did', async () => {
    const { status, body } = await offer(person.userId);
    expect(status).toBe(201);
    expect(body['link']).toBe(`http://127.0.0.1:3000/reset#token=${String(body['token'])}`);
    expect((await complete(body['token'])).status).toBe(204);
    expect(await signIn(NEW)).toBe(200);
    const [event] = await product.sql.query<Json[]>(
      `SELECT actor_id FROM audit_events WHERE action = 'member.password_reset_offered' AND subject_id = $1`,
      [person.userId],
    );
    expect(event).toEqual({ actor_id: admin.userId });
  });

  it('of somebody who works elsewhere too is not for the admin of one workspace to replace', async () => {
    const other = await product.given.workspace();
    await product.given.membership(other, person, 'admin');
    expect((await offer(person.userId)).body).toMatchObject({ status: 403, code: 'not_yours' });
    await product.given.membership(other, admin, 'admin');
    expect((await offer(person.userId)).status).toBe(201);
  });

  it('is no business of other roles and other workspaces', async () => {
    const lead = await product.given.person(workspace, 'lead');
    expect((await offer(person.userId, lead)).status).toBe(403);
    const other = await product.given.workspace();
    const foreign = await product.given.person(other, 'admin');
    expect((await offer(person.userId, foreign, other)).status).toBe(404);
    expect((await offer('nobody')).status).toBe(404);
  });
});
