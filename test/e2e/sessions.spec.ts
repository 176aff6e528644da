import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Session {
  readonly id: string;
  readonly device: string | null;
  readonly ip: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1';
const DESK = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/120.0';
const PASSWORD = 'correct horse battery';

describe('the sessions of a person', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let person: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    person = await product.given.person(workspace, 'lead');
  });

  const both = async () =>
    [await product.given.session(person, DESK), await product.given.session(person, PHONE)] as const;

  it('are listed with their device, and the one that asks is marked', async () => {
    const [desk] = await both();
    const { body } = await desk.get<Session[]>('/api/v1/me/sessions');
    expect(body.map(({ device, ip, current }) => ({ device, ip, current }))).toEqual(
      expect.arrayContaining([
        { device: 'Firefox, Windows', ip: '192.0.2.1', current: true },
        { device: 'Safari, iOS', ip: '192.0.2.1', current: false },
      ]),
    );
    expect(JSON.stringify(body)).not.toMatch(/token/i);
  });

  it('tell to the minute when they were last used', async () => {
    const [desk] = await both();
    await product.sql.query(
      `UPDATE sessions SET created_at = now() - interval '2 days', last_seen_at = now() - interval '1 day'
       WHERE user_id = $1`,
      [person.userId],
    );
    const { body } = await desk.get<Session[]>('/api/v1/me/sessions');
    const age = ({ lastSeenAt }: Session) => Math.round((Date.now() - Date.parse(lastSeenAt)) / 3_600_000);
    expect(body.map((session) => [session.current, age(session)])).toEqual([[true, 0], [false, 24]]);
  }); // prettier-ignore

  it('end one by one, with the next call', async () => {
    const [desk, phone] = await both();
    const { body } = await desk.get<Session[]>('/api/v1/me/sessions');
    const other = body.find(({ current }) => !current);
    expect((await phone.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await desk.post(`/api/v1/me/sessions/${other?.id}/revoke`)).status).toBe(204);
    const after = await phone.get(`${workspace.path}/items`);
    expect([after.status, after.body['code']]).toEqual([401, 'unauthenticated']);
    expect((await desk.get('/api/v1/me')).status).toBe(200);
    expect((await desk.post(`/api/v1/me/sessions/${other?.id}/revoke`)).status).toBe(404);
  });

  it('end while a request is under way: that one is answered, the next is not', async () => {
    const [desk, phone] = await both();
    const [answered] = await Promise.all([
      phone.post(`${workspace.path}/items`, { title: 'x', type: 'user_feedback' }),
      desk.post('/api/v1/me/sessions/revoke-others'),
    ]);
    expect([201, 401]).toContain(answered.status);
    expect((await phone.get('/api/v1/me')).status).toBe(401);
  });

  it('all end but the one that asks', async () => {
    const [desk, phone] = await both();
    await product.given.session(person);
    expect((await desk.post('/api/v1/me/sessions/revoke-others')).body).toEqual({ ended: 2 });
    expect([(await desk.get('/api/v1/me')).status, (await phone.get('/api/v1/me')).status]).toEqual([200, 401]);
  });

  it('are nobody else’s to end', async () => {
    const [desk] = await both();
    const stranger = await product.given.session(await product.given.person(workspace, 'admin'));
    const { body } = await desk.get<Session[]>('/api/v1/me/sessions');
    for (const { id } of body) {
      expect((await stranger.post(`/api/v1/me/sessions/${id}/revoke`)).status).toBe(404);
    }
    expect((await desk.post('/api/v1/me/sessions/nothing/revoke')).status).toBe(404);
    expect((await desk.get('/api/v1/me')).status).toBe(200);
  });

  it('end when an admin of the workspace says so, and the trail tells', async () => {
    const [desk] = await both();
    const admin = await product.given.person(workspace, 'admin');
    const foreign = await product.given.workspace();
    const foreigner = await product.given.person(foreign, 'admin');
    const path = (at: GivenWorkspace) => `${at.path}/members/${person.userId}/sessions/revoke`;
    expect((await person.http.post(path(workspace))).status).toBe(403);
    expect((await foreigner.http.post(path(foreign))).status).toBe(404);
    expect((await admin.http.post(path(workspace))).body).toEqual({ ended: 2 });
    expect((await desk.get('/api/v1/me')).status).toBe(401);
    const events = await product.sql.query(
      `SELECT actor_id FROM audit_events WHERE action = 'member.sessions_ended' AND subject_id = $1`,
      [person.userId],
    );
    expect(events).toEqual([{ actor_id: admin.userId }]);
  });

  it('end but one when the password changes, which needs the old one', async () => {
    await product.given.password(person, PASSWORD);
    const [desk, phone] = await both();
    const change = (currentPassword: string, newPassword: string) =>
      desk.post('/api/v1/me/password', { currentPassword, newPassword });
    expect((await change('wrong', 'another staple entirely')).status).toBe(401);
    expect((await change(PASSWORD, person.email)).body).toMatchObject({
      status: 400,
      errors: [{ field: 'newPassword', code: 'own_address' }],
    });
    expect((await change(PASSWORD, 'another staple entirely')).status).toBe(204);
    expect([(await desk.get('/api/v1/me')).status, (await phone.get('/api/v1/me')).status]).toEqual([200, 401]);
    const signIn = { email: person.email, password: 'another staple entirely' };
    expect((await product.stranger.post('/api/v1/auth/sign-in/email', signIn)).status).toBe(200);
  });

  it('begin and end on the record of each workspace of the person, once for each', async () => {
    await product.given.password(person, PASSWORD);
    const signedIn = await product.stranger.post('/api/v1/auth/sign-in/email', {
      email: person.email,
      password: PASSWORD,
    });
    expect(signedIn.status).toBe(200);
    const [desk] = await both();
    const { body } = await desk.get<Session[]>('/api/v1/me/sessions');
    await desk.post(`/api/v1/me/sessions/${body.find(({ current }) => !current)?.id}/revoke`);
    expect((await desk.post('/api/v1/me/sessions/revoke-others')).body).toEqual({ ended: 1 });
    await product.stranger.post('/api/v1/auth/sign-in/email', { email: person.email, password: 'not his at all' });
    const events = await product.sql.query(
      `SELECT action FROM audit_events WHERE subject_id = $1 AND workspace_id = $2
       AND action ~ '^member.(signed|session)' ORDER BY id`,
      [person.userId, workspace.id],
    );
    expect(events).toEqual([
      { action: 'member.signed_in' },
      { action: 'member.session_ended' },
      { action: 'member.sessions_ended' },
    ]);
  });

  it.each(['list-sessions', 'revoke-sessions', 'change-password', 'update-user', 'api-key/create', 'api-key/list'])(
    'have no second door in the identity library: %s',
    async (route) => {
      const desk = await product.given.session(person);
      const answers = [
        await desk.get(`/api/v1/auth/${route}`),
        await desk.post(`/api/v1/auth/${route}`, { name: 'x' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    },
  );
});
