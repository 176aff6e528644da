import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  MailServer,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const PASSWORD = 'correct horse battery';

let product: SpecProduct;
let workspace: GivenWorkspace;
let admin: GivenPerson;
let serial = 0;
let address: string;

const invite = (email = address, role = 'lead', by = admin) =>
  by.http.post(`${workspace.path}/members`, { email, name: 'Chen <b>', role });
const accept = (token: unknown, password = PASSWORD) =>
  product.stranger.post('/api/v1/invitations/accept', { token, password });
const open = async () => (await admin.http.get<Json[]>(`${workspace.path}/invitations`)).body;
const act = (id: unknown, name: string, by = admin, headers = {}) =>
  by.http.post(`${workspace.path}/invitations/${String(id)}/${name}`, {}, headers);

beforeEach(() => {
  address = `dana-${(serial += 1)}@example.test`;
});

describe('an invitation by mail', () => {
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

  it('reaches the person alone: the link stands in the letter and nowhere in the answer or the database', async () => {
    const answer = await invite();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ mailed: true, link: null, token: null, userId: null });
    expect(server.to(address)).toEqual([]);
    await product.settle();
    const token = server.tokenFor(address);
    const dump = await product.sql.query<unknown[]>(
      `SELECT to_jsonb(t) AS row FROM one_time_links t UNION ALL SELECT to_jsonb(t) FROM mails t
       UNION ALL SELECT to_jsonb(t) FROM audit_contents t UNION ALL SELECT to_jsonb(t) FROM outbox_events t`,
    );
    expect(JSON.stringify(dump)).not.toContain(token);
    expect((await accept(token)).status).toBe(201);
  });

  it.each([
    ['en', 'Invitation to', 'invites you to work'],
    ['zh-CN', '邀请您加入', '工作区'],
  ])('is written in the language of whoever invites, as text and as HTML: %s', async (language, subject, words) => {
    await admin.http.post(
      `${workspace.path}/members`,
      { email: address, name: 'Chen <b>', role: 'auditor' },
      { 'accept-language': language },
    );
    await product.settle();
    const [mail] = server.to(address);
    expect(mail?.subject).toContain(subject);
    expect(mail?.text).toContain(words);
    expect(mail?.text).toContain('Chen <b>');
    expect(mail?.html).toContain('Chen &lt;b&gt;');
    expect(mail?.from?.text).toBe('"Shewhart" <shewhart@example.test>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('is listed with what became of its letter until it is accepted', async () => {
    server.refuseWith = 451;
    const { body } = await invite();
    await product.settle();
    server.refuseWith = null;
    const find = async () => (await open()).find(({ id }) => id === body['invitationId']);
    expect(await find()).toMatchObject({
      email: address,
      role: 'lead',
      invitedBy: admin.name,
      expired: false,
      mailState: 'waiting',
      mailError: expect.stringContaining('not now'),
    });
    product.clock.advance({ minutes: 2 });
    await product.settle();
    expect(await find()).toMatchObject({ mailState: 'sent', mailError: null });
    await accept(server.tokenFor(address));
    expect(await find()).toBeUndefined();
  });

  it('is sent again with another link for another week, also when it has expired', async () => {
    const { body } = await invite();
    await product.settle();
    const first = server.tokenFor(address);
    product.clock.advance({ days: 8 });
    expect((await accept(first)).status).toBe(410);
    expect((await open()).find(({ id }) => id === body['invitationId'])).toMatchObject({ expired: true });
    expect((await act(body['invitationId'], 'resend')).body).toMatchObject({ mailed: true, link: null });
    await product.settle();
    expect((await accept(first)).status).toBe(410);
    expect((await accept(server.tokenFor(address))).status).toBe(201);
  });

  it('that is sent again before its first letter went out leaves one letter, with the link that works', async () => {
    const { body } = await invite();
    await act(body['invitationId'], 'resend');
    await product.settle();
    expect(server.to(address)).toHaveLength(1);
    expect((await accept(server.tokenFor(address))).status).toBe(201);
  });

  it('that is revoked opens nothing, and its letter is not sent any more', async () => {
    const sent = await invite();
    await product.settle();
    expect((await act(sent.body['invitationId'], 'revoke')).status).toBe(204);
    expect((await accept(server.tokenFor(address))).status).toBe(410);
    const waiting = await invite(`late-${address}`);
    await act(waiting.body['invitationId'], 'revoke');
    await product.settle();
    expect(server.to(`late-${address}`)).toEqual([]);
  });

  it('stands in the trail without the address', async () => {
    const { body } = await invite();
    await act(body['invitationId'], 'resend');
    await act(body['invitationId'], 'revoke');
    const events = await product.sql.query<{ action: string; subject_type: string }[]>(
      'SELECT * FROM audit_events JOIN audit_contents ON event_id = id WHERE subject_id = $1 ORDER BY id',
      [body['invitationId']],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'member.invited',
      'member.invitation_resent',
      'member.invitation_revoked',
    ]);
    expect(JSON.stringify(events)).not.toContain(address);
  });
});

describe('an invitation without a mail server', () => {
  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  it('is shown to the admin as a link, once, and never again to a repeated request', async () => {
    const ask = () =>
      admin.http.post(
        `${workspace.path}/members`,
        { email: address, name: 'Chen', role: 'lead' },
        { 'idempotency-key': address },
      );
    const [first, again] = [await ask(), await ask()];
    const token = String(first.body['token']);
    expect(first.body).toMatchObject({ mailed: false, link: `http://127.0.0.1:3000/join#token=${token}` });
    expect(again.body).toEqual({ ...first.body, link: null, token: null });
    const kept = await product.sql.query<unknown[]>('SELECT answer FROM idempotency_keys WHERE key = $1', [address]);
    expect(JSON.stringify(kept)).toContain('invitationId');
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await accept(token)).status).toBe(201);
    expect(await product.sql.query('SELECT 1 FROM mails')).toEqual([]);
  });

  it('takes the place of an earlier one to the same address, however it is written', async () => {
    const first = await invite(address);
    const second = await invite(address.toUpperCase(), 'auditor');
    expect((await open()).filter(({ email }) => email === address)).toMatchObject([{ role: 'auditor' }]);
    expect([(await accept(first.body['token'])).status, (await accept(second.body['token'])).status]).toEqual([
      410, 201,
    ]);
  });

  it('stays one when two admins invite the same person at once', async () => {
    const answers = await Promise.all([invite(), invite(), invite()]);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect((await open()).filter(({ email }) => email === address)).toHaveLength(1);
  });

  it('is not used up by a password that is refused', async () => {
    const { body } = await invite();
    for (const [password, code] of [
      ['short', 'text_length'],
      [address, 'own_address'],
      ['aaaaaaaaaaaaaaaa', 'too_uniform'],
    ]) {
      const refused = await accept(body['token'], password);
      expect(refused.status).toBe(400);
      expect(refused.body['errors']).toMatchObject([{ field: 'password', code }]);
    }
    expect((await accept(body['token'])).status).toBe(201);
  });

  it('cannot be sent again or revoked once it was accepted or revoked, in words that say so', async () => {
    const accepted = (await invite()).body;
    await accept(accepted['token']);
    const revoked = (await invite(`other-${address}`)).body;
    await act(revoked['invitationId'], 'revoke');
    for (const [id, state] of [
      [accepted['invitationId'], '已接受'],
      [revoked['invitationId'], '已撤销'],
    ]) {
      for (const name of ['resend', 'revoke']) {
        const answer = await act(id, name, admin, { 'accept-language': 'zh-CN' });
        expect(answer).toMatchObject({ status: 409, body: { code: 'illegal_state' } });
        expect(answer.body['detail']).toContain(state);
      }
    }
  });

  it('is accepted or revoked, never both, when both happen at once', async () => {
    const { body } = await invite();
    const [revoked, accepted] = await Promise.all([act(body['invitationId'], 'revoke'), accept(body['token'])]);
    expect([
      [204, 410],
      [409, 201],
    ]).toContainEqual([revoked.status, accepted.status]);
  });

  it('belongs to the admins of its workspace', async () => {
    const { body } = await invite();
    const lead = await product.given.person(workspace, 'lead');
    expect((await lead.http.get(`${workspace.path}/invitations`)).status).toBe(403);
    const elsewhere = await product.given.workspace();
    const foreign = await product.given.person(elsewhere, 'admin');
    for (const name of ['resend', 'revoke']) {
      expect((await act(body['invitationId'], name, lead)).status).toBe(403);
      const path = `${elsewhere.path}/invitations/${String(body['invitationId'])}/${name}`;
      expect((await foreign.http.post(path)).status).toBe(404);
      expect((await act('not-an-id', name)).status).toBe(404);
    }
    expect((await foreign.http.get<Json[]>(`${elsewhere.path}/invitations`)).body).toEqual([]);
    expect((await accept(body['token'])).status).toBe(201);
  });
});
