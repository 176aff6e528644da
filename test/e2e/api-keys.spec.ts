import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const ITEM = { title: 'Conversion fell', type: 'metric_anomaly' };

describe('an API key', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let seated: Caller;
  let admin: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    seated = await product.given.session(lead);
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  const wish = (scopes: unknown, more: object = {}) => ({ workspace: workspace.slug, name: 'import', scopes, ...more });
  const make = (scopes: unknown, more: object = {}, by = seated, headers = {}) =>
    by.post('/api/v1/me/api-keys', wish(scopes, more), headers);
  const using = async (scopes: string[], more: object = {}, by = seated): Promise<Caller> =>
    product.stranger.with({ 'x-api-key': String((await make(scopes, more, by)).body['key']) });

  it('is shown once, works at once, and is kept as a digest alone', async () => {
    const made = await make(['items:read'], {}, seated, { 'idempotency-key': 'once' });
    expect(made.status).toBe(201);
    const key = String(made.body['key']);
    expect(key).toMatch(/^shw_[\w-]{43}$/);
    for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }] as Record<string, string>[]) {
      expect((await product.stranger.with(headers).get(`${workspace.path}/items`)).status).toBe(200);
    }
    const again = await make(['items:read'], {}, seated, { 'idempotency-key': 'once' });
    expect(again.body).toEqual({ ...made.body, key: null });
    const kept = await product.sql.query<Json[]>(
      `SELECT to_jsonb(k) AS row FROM api_keys k UNION ALL SELECT to_jsonb(i) FROM idempotency_keys i
       UNION ALL SELECT to_jsonb(a) FROM audit_contents a`,
    );
    expect(JSON.stringify(kept)).not.toContain(key.slice(10));
  });

  it('for everything is made by admins alone, is seen as such, and still decides nothing that is for people', async () => {
    const refused = await make(['all'], {}, seated, { 'accept-language': 'zh-CN' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'scopes', code: 'admins_only' }] } });
    const adminSeated = await product.given.session(admin);
    const all = await using(['all', 'items:read'], { name: 'everything' }, adminSeated);
    expect((await all.get(`${workspace.path}/api-keys`)).status).toBe(200);
    expect((await all.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await all.get('/api/v1/me/api-keys')).body).toMatchObject({ code: 'session_required' });
    const { key } = await product.given.item(workspace, { stage: 'plan' });
    const approval = await all.post(`${workspace.path}/items/${key}/plan-approval`, {});
    expect(approval.body).toMatchObject({ code: 'session_required' });
    const { body } = await admin.http.get<Json[]>(`${workspace.path}/api-keys`);
    expect(body.find(({ name }) => name === 'everything')).toMatchObject({ scopes: ['all'], outdated: false });
    expect(body.find(({ scopes }) => scopes === null)).toMatchObject({ outdated: true });
  });

  it('does what it was made for and nothing else, and the refusal names the scope', async () => {
    const sensor = await using(['metrics:write']);
    const metric = { code: 'cpc', name: 'Cost per click', unit: 'USD', direction: 'down', period: 'day' };
    expect((await sensor.post(`${workspace.path}/metrics`, metric)).status).not.toBe(403);
    for (const [method, path, scope] of [
      ['GET', 'metrics', 'metrics:read'],
      ['GET', 'items', 'items:read'],
      ['POST', 'items', 'items:write'],
    ] as const) {
      const answer = await sensor.call(method, `${workspace.path}/${path}`, method === 'POST' ? ITEM : undefined);
      expect(answer).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
      expect(answer.body['errors']).toMatchObject([{ field: 'scope', code: scope }]);
      expect(answer.body['detail']).toContain(scope);
    }
    expect((await sensor.get('/api/v1/me')).status).toBe(200);
    expect((await sensor.get('/api/v1/me/work')).body).toMatchObject({ code: 'scope_missing' });
    const told = await sensor.get(`${workspace.path}/items`, { 'accept-language': 'zh-CN' });
    expect(told.body['detail']).toContain('权限范围');
  });

  it('never does more than its owner, whatever it was made for and whatever he becomes', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const key = await using(['items:read', 'items:write'], {}, await product.given.session(auditor));
    expect((await key.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await key.post(`${workspace.path}/items`, ITEM)).body).toMatchObject({ status: 403, code: 'forbidden' });
    await product.sql.query('DELETE FROM memberships WHERE user_id = $1', [auditor.userId]);
    expect((await key.get(`${workspace.path}/items`)).status).toBe(404);
  });

  it('manages no people, no keys, no sessions and no passwords', async () => {
    const owner = await product.given.session(admin);
    const key = await using(['items:read', 'items:write', 'metrics:read', 'metrics:write', 'audit:read'], {}, owner);
    const answers = [
      await key.post(`${workspace.path}/members`, { email: 'x@example.test', name: 'X', role: 'admin' }),
      await key.get(`${workspace.path}/api-keys`),
      await make(['items:read'], {}, key),
      await make(['items:read'], {}, admin.http),
      await key.get('/api/v1/me/api-keys'),
      await key.get('/api/v1/me/sessions'),
      await key.post('/api/v1/me/password', { currentPassword: 'x', newPassword: 'another staple entirely' }),
    ];
    for (const { status, body } of answers) expect([status, body['code']]).toEqual([403, 'session_required']);
    expect((await key.get(`${workspace.path}/audit/events`)).status).toBe(200);
  });

  it('opens the one workspace it was made for', async () => {
    const other = await product.given.workspace();
    await product.given.membership(other, lead, 'lead');
    const key = await using(['items:read']);
    expect((await key.get(`${workspace.path}/items`)).status).toBe(200);
    expect((await key.get(`${other.path}/items`)).status).toBe(404);
    const foreign = await product.given.workspace();
    expect((await make(['items:read'], { workspace: foreign.slug })).status).toBe(404);
  });

  it('ends on its day', async () => {
    const made = await make(['items:read'], { expiresInDays: 2 });
    expect(made.body['expiresAt']).toBe(new Date(product.clock.now().getTime() + 2 * 86_400_000).toISOString());
    const key = product.stranger.with({ 'x-api-key': String(made.body['key']) });
    await product.sql.query(`UPDATE api_keys SET expires_at = now() + interval '1 minute' WHERE id = $1`, [
      made.body['id'],
    ]);
    expect((await key.get(`${workspace.path}/items`)).status).toBe(200);
    await product.sql.query(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      made.body['id'],
    ]);
    expect((await key.get(`${workspace.path}/items`)).status).toBe(401);
  });

  it('is listed for its owner with what it may do and when it was last used, and revoked by him at once', async () => {
    const person = await product.given.person(workspace, 'member');
    const desk = await product.given.session(person);
    const made = await make(['metrics:write', 'metrics:write'], { name: 'Scales in hall 2' }, desk);
    const key = product.stranger.with({ 'x-api-key': String(made.body['key']) });
    const find = async () =>
      (await desk.get<Json[]>('/api/v1/me/api-keys')).body.find(({ id }) => id === made.body['id']);
    expect(await find()).toMatchObject({
      name: 'Scales in hall 2',
      start: String(made.body['key']).slice(0, 10),
      scopes: ['metrics:write'],
      lastUsedAt: null,
      workspaceId: workspace.id,
    });
    await key.get('/api/v1/me');
    expect(Date.parse(String((await find())?.['lastUsedAt']))).toBeGreaterThan(Date.now() - 60_000);
    const revoke = (by: Caller) => by.post(`/api/v1/me/api-keys/${String(made.body['id'])}/revoke`);
    expect((await revoke(seated)).status).toBe(404);
    expect((await revoke(desk)).status).toBe(204);
    expect((await key.get('/api/v1/me')).status).toBe(401);
    expect(await find()).toBeUndefined();
    expect((await revoke(desk)).status).toBe(404);
  });

  it('is seen and revoked by the admins of its workspace, and by nobody else', async () => {
    const made = await make(['items:read']);
    const key = product.stranger.with({ 'x-api-key': String(made.body['key']) });
    const { body } = await admin.http.get<Json[]>(`${workspace.path}/api-keys`);
    expect(body.find(({ id }) => id === made.body['id'])).toMatchObject({
      ownerId: lead.userId,
      scopes: ['items:read'],
    });
    const path = (at: GivenWorkspace) => `${at.path}/api-keys/${String(made.body['id'])}/revoke`;
    const elsewhere = await product.given.workspace();
    const foreigner = await product.given.person(elsewhere, 'admin');
    expect((await lead.http.get(`${workspace.path}/api-keys`)).status).toBe(403);
    expect((await lead.http.post(path(workspace))).status).toBe(403);
    expect((await foreigner.http.post(path(elsewhere))).status).toBe(404);
    expect((await foreigner.http.get<Json[]>(`${elsewhere.path}/api-keys`)).body.map(({ ownerId }) => ownerId)).toEqual(
      [foreigner.userId],
    );
    expect((await admin.http.post(path(workspace))).status).toBe(204);
    expect((await key.get('/api/v1/me')).status).toBe(401);
    const events = await product.sql.query<Json[]>(
      `SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY id`,
      [made.body['id']],
    );
    expect(events.map(({ action }) => action)).toEqual(['api_key.created', 'api_key.revoked']);
  });

  it('is not made of a wish that makes no sense, and every field says why', async () => {
    const answer = await make(['everything', 'items:read'], { name: '', expiresInDays: 0, workspace: 'A B' });
    expect(answer.status).toBe(400);
    expect((answer.body['errors'] as Json[]).map(({ field }) => field).sort()).toEqual(
      ['expiresInDays', 'name', 'scopes', 'workspace'],
    ); // prettier-ignore
    for (const scopes of [[], 'items:read', [['items:read']], null]) expect((await make(scopes)).status).toBe(400);
  });
});
