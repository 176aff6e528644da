import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { verifyExport } from '../../src/verify-export.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const FOLDER = resolve('.test-data', `erasures-${process.pid}`);

interface Verification {
  readonly ok: boolean;
  readonly misfit: { readonly kind: string; readonly event: number | null } | null;
}

interface Event {
  readonly id: number;
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly reason: string | null;
  readonly changes: Json;
  readonly erased: string[];
}

describe('erasing a person', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let auditor: GivenPerson;
  let lead: GivenPerson;
  let key: string;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    product = await startSpecProduct();
  });
  afterAll(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    await product.stop();
  });

  beforeEach(async () => {
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    auditor = await product.given.person(workspace, 'auditor');
    lead = await product.given.person(workspace, 'lead');
    const opened = await lead.http.post(`${workspace.path}/items`, {
      title: `Calls for ${lead.name}`,
      type: 'user_feedback',
      ownerId: lead.userId,
    });
    key = String(opened.body['key']);
    await admin.http.post(`${workspace.path}/items/${key}/transitions`, {
      name: 'hold',
      reason: `Ask 小娜 or ${lead.email}`,
    });
    await product.sweep('seal-audit-trail');
  });

  const erase = (body: object = {}, id = lead.userId) =>
    admin.http.post<{ texts: number; accountErased: boolean }>(`${workspace.path}/people/${id}/erase`, body);
  const verify = async (): Promise<Verification> =>
    (await auditor.http.post<Verification>(`${workspace.path}/audit/verify`)).body;
  const events = async (language = 'en'): Promise<Event[]> => {
    const { body } = await auditor.http.get<{ rows: Event[] }>(`${workspace.path}/audit/events`, {
      'accept-language': language,
    });
    return body.rows;
  };
  const download = async (accept: string): Promise<string> =>
    (await auditor.http.get<string>(`${workspace.path}/audit/events`, { accept })).body;

  it('leaves a trail that verifies, here and as an export, in which the name reads "erased"', async () => {
    const { status, body } = await erase({ reason: 'asked for in writing' });
    expect([status, body]).toEqual([200, { texts: 2, accountErased: true }]);
    await product.sweep('seal-audit-trail');
    expect(await verify()).toMatchObject({ ok: true });
    const [opened, held, erasure] = await events();
    expect(opened).toMatchObject({ actorId: lead.userId, actorName: 'erased', erased: ['changes.title'] });
    expect(opened?.changes['title']).toBeUndefined();
    expect(held).toMatchObject({ actorName: admin.name, reason: null, erased: ['reason'] });
    expect(erasure).toMatchObject({ action: 'person.erased', actorName: admin.name, reason: 'asked for in writing' });
    expect((await events('zh-CN'))[0]?.actorName).toBe('已删除');
    const file = resolve(FOLDER, 'export.ndjson');
    writeFileSync(file, await download('application/x-ndjson'));
    expect(await verifyExport([file], () => undefined)).toBe(0);
  });

  it('leaves name and address nowhere in what the trail shows or exports', async () => {
    await erase();
    const shown = [JSON.stringify(await events()), await download('application/x-ndjson'), await download('text/csv')];
    const history = await auditor.http.get(`${workspace.path}/items/${key}/history`);
    for (const text of [...shown, JSON.stringify(history.body)]) {
      expect(text).not.toContain(lead.name);
      expect(text).not.toContain(lead.email);
      expect(text).toContain(lead.userId);
    }
  });

  it('erases texts under other names as well, also later, and also before they are sealed', async () => {
    await admin.http.post(`${workspace.path}/items/${key}/transitions`, { name: 'resume', reason: '小娜 is back' });
    expect((await erase({ alsoKnownAs: ['小娜'] })).body.texts).toBe(3);
    await admin.http.post(`${workspace.path}/items/${key}/transitions`, { name: 'hold', reason: '小小 is away' });
    expect((await erase({ alsoKnownAs: ['小小'] })).body.texts).toBe(1);
    await product.sweep('seal-audit-trail');
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('takes the account away with every way to use it', async () => {
    await erase();
    expect((await lead.http.get('/api/v1/me')).status).toBe(401);
    const [row] = await product.sql.query<Json[]>('SELECT name, email FROM users WHERE id = $1', [lead.userId]);
    expect(row).toEqual({ name: 'erased', email: `${lead.userId}@erased.invalid` });
    const left = await product.sql.query(
      `SELECT 1 FROM sessions WHERE user_id = $1 UNION ALL SELECT 1 FROM accounts WHERE user_id = $1
       UNION ALL SELECT 1 FROM api_keys WHERE reference_id = $1::text UNION ALL SELECT 1 FROM memberships WHERE user_id = $1`,
      [lead.userId],
    );
    expect(left).toEqual([]);
  });

  it('leaves the account of somebody who belongs to another workspace, and what that one shows', async () => {
    const other = await product.given.workspace();
    const theirs = await product.given.person(other, 'auditor');
    await product.sql.query(
      `INSERT INTO memberships (workspace_id, user_id, role, created_at) VALUES ($1, $2, 'lead', now())`,
      [other.id, lead.userId],
    );
    await lead.http.post(`${other.path}/items`, { title: `By ${lead.name}`, type: 'user_feedback' });
    expect((await erase()).body).toEqual({ texts: 2, accountErased: false });
    expect((await events())[0]?.actorName).toBe('erased');
    expect((await lead.http.get(`${workspace.path}/items`)).status).toBe(404);
    const { body } = await theirs.http.get<{ rows: Event[] }>(`${other.path}/audit/events`);
    expect(body.rows[0]).toMatchObject({ actorName: lead.name, erased: [] });
  });

  it('misses a text that somebody merely took out of the database, well as he may have done it', async () => {
    const [first] = await events();
    await erase();
    await product.sql.query(
      `UPDATE audit_contents o SET erased = o.erased || jsonb_build_object('changes.type', jsonb_build_object('commitment', repeat('0', 64), 'by',
         o.erased->'changes.title'->'by')), changes = o.changes - 'type', salts = o.salts - 'changes.type' WHERE event_id = $1`,
      [first?.id],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'event_altered', event: first?.id });
  });

  it('misses a text that was taken away with its commitment kept and no erasure recorded', async () => {
    const [first] = await events();
    await product.sql.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = 'replica'`);
      await erase();
      await tx.query(`UPDATE audit_events SET action = 'item.edited' WHERE workspace_id = $1 AND action = 'person.erased'`, [workspace.id]);
    });
    expect((await verify()).misfit).toMatchObject({ kind: 'erasure_unrecorded', event: first?.id });
  }); // prettier-ignore

  it('is refused for oneself, for a reason that names the person, and with bad names, and changes nothing then', async () => {
    const before = await events();
    const oneself = await erase({}, admin.userId);
    expect([oneself.status, (oneself.body as unknown as Json)['code']]).toEqual([409, 'conflict']);
    const named = await erase({ reason: `${lead.name} asked for it` });
    expect(named.status).toBe(400);
    expect(JSON.stringify(named.body)).toContain('names_the_person');
    expect((await erase({ alsoKnownAs: [''] })).status).toBe(400);
    expect(await events()).toEqual(before);
    expect(await events()).toEqual(before);
  });

  it('is not for leads, and does not know people of other workspaces', async () => {
    const { http } = await product.given.person(workspace, 'lead');
    expect((await http.post(`${workspace.path}/people/${lead.userId}/erase`)).status).toBe(403);
    const stranger = await product.given.person(await product.given.workspace(), 'member');
    expect((await erase({}, stranger.userId)).status).toBe(404);
    expect((await erase({}, 'nobody')).status).toBe(404);
  });

  it('happens once when two admins do it at once, with one account of what was erased each', async () => {
    const answers = await Promise.all([erase(), erase()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body.texts).sort()).toEqual([0, 2]);
    expect(await verify()).toMatchObject({ ok: true });
  });
});
