import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly headId: string | null;
  readonly members: number;
  readonly version: number;
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: { readonly field: string; readonly code: string }[];
}
interface Shown {
  readonly key: string;
  readonly unitId: string | null;
  readonly permitted: string[];
  readonly version: number;
}

describe('departments', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let head: GivenPerson;
  let lead: GivenPerson;
  let otherLead: GivenPerson;
  let member: GivenPerson;
  let units: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const given = (['admin', 'lead', 'lead', 'lead', 'member'] as const).map((role) =>
      product.given.person(workspace, role),
    );
    [admin, head, lead, otherLead, member] = (await Promise.all(given)) as [
      GivenPerson,
      GivenPerson,
      GivenPerson,
      GivenPerson,
      GivenPerson,
    ];
    units = `${workspace.path}/units`;
  });
  afterAll(() => product.stop());

  let names = 0;
  const unit = async (fields: Json = {}): Promise<Unit> => {
    const { status, body } = await admin.http.post<Unit>(units, { name: `Unit ${(names += 1)}`, ...fields });
    expect(status).toBe(201);
    return body;
  };
  const place = ({ userId }: GivenPerson, unitId: string | null) =>
    admin.http.call<Json>('PUT', `${workspace.path}/members/${userId}/unit`, { unitId });
  const change = (id: string, fields: Json, version: number) =>
    admin.http.patch<Unit & Refusal>(`${units}/${id}`, fields, version);

  it('are made, headed and shown to everybody, and the trail says so', async () => {
    const sales = await unit({ name: 'Sales', headId: head.userId });
    const listed = await member.http.get<Unit[]>(units);
    expect(listed.body).toContainEqual(
      expect.objectContaining({ id: sales.id, name: 'Sales', headName: head.name, members: 0 }),
    );
    const renamed = await change(sales.id, { name: 'Sales Asia' }, 1);
    expect(renamed.body).toMatchObject({ name: 'Sales Asia', headId: head.userId, version: 2 });
    expect((await change(sales.id, { headId: null }, 2)).body).toMatchObject({ headId: null, version: 3 });
    const trail = await product.sql.query<{ action: string; actor_id: string }[]>(
      'SELECT action, actor_id FROM audit_events WHERE subject_id = $1 ORDER BY id', [sales.id],
    ); // prettier-ignore
    expect(trail.map(({ action }) => action)).toEqual(['unit.created', 'unit.changed', 'unit.changed']);
    expect(trail.every(({ actor_id }) => actor_id === admin.userId)).toBe(true);
  });

  it('tell whom a person reports to: the head of his department, or of the next above', async () => {
    const top = await unit({ headId: head.userId });
    const middle = await unit({ parentId: top.id });
    const bottom = await unit({ parentId: middle.id, headId: lead.userId });
    expect((await place(member, bottom.id)).body).toMatchObject({ unitId: bottom.id, reportsTo: lead.userId });
    await place(lead, bottom.id);
    const shown = await member.http.get(`${workspace.path}/members/${lead.userId}`);
    expect(shown.body).toMatchObject({ unitName: bottom.name, reportsTo: head.userId, reportsToName: head.name });
    await Promise.all([place(member, null), place(lead, null)]);
    expect((await member.http.get(`${workspace.path}/members/${member.userId}`)).body).toMatchObject({
      reportsTo: null,
    });
  });

  it('never stand below each other in a circle, not even when two people try at once', async () => {
    const [a, b] = [await unit(), await unit()];
    expect((await change(a.id, { parentId: a.id }, 1)).body.errors).toMatchObject([
      { field: 'parentId', code: 'circle' },
    ]);
    const answers = await Promise.all([change(a.id, { parentId: b.id }, 1), change(b.id, { parentId: a.id }, 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('have every wrong field named at once, in the reader’s language', async () => {
    const elsewhere = await product.given.workspace();
    const foreigner = await product.given.person(elsewhere, 'admin');
    const { body: foreign } = await foreigner.http.post<Unit>(`${elsewhere.path}/units`, { name: 'Theirs' });
    const bad = { name: 'x', parentId: foreign.id, headId: foreigner.userId };
    const refused = await admin.http.post<Refusal>(units, bad, { 'accept-language': 'zh-CN' });
    expect(refused.body).toMatchObject({
      code: 'invalid_fields',
      errors: [
        { field: 'parentId', code: 'no_unit', message: '不是本工作区在用的部门' },
        { field: 'headId', code: 'no_member' },
      ],
    });
    expect((await place(member, foreign.id)).body).toMatchObject({ errors: [{ field: 'unitId', code: 'no_unit' }] });
    expect((await change(foreign.id, { name: 'Mine' }, 1)).status).toBe(404);
    expect((await admin.http.get(`${units}/${foreign.id}`)).status).toBe(404);
  });

  it('bear different names while they are in use', async () => {
    const { id, name } = await unit();
    expect((await admin.http.post<Refusal>(units, { name })).body).toMatchObject({
      status: 409,
      code: 'already_exists',
    });
    expect((await admin.http.post(`${units}/${id}/archive`, {}, { 'if-match': '"1"' })).status).toBe(200);
    expect((await admin.http.post(units, { name })).status).toBe(201);
  });

  it('are archived once nobody and no other department is in them', async () => {
    const top = await unit();
    await unit({ parentId: top.id });
    await place(member, top.id);
    const archive = (version: number) =>
      admin.http.post<Refusal>(`${units}/${top.id}/archive`, {}, { 'if-match': `"${version}"` });
    expect((await archive(1)).body).toMatchObject({
      code: 'conflict',
      detail: 'Units below it: 1; people in it: 1. Move them first.',
    });
    expect((await archive(7)).body).toMatchObject({ code: 'stale_version' });
    await place(member, null);
    expect((await archive(1)).status).toBe(409);
  });

  it('are for admins alone to change', async () => {
    const { id } = await unit();
    const answers = await Promise.all([
      head.http.post(units, { name: 'Mine' }),
      head.http.patch(`${units}/${id}`, { name: 'Mine' }, 1),
      head.http.call('PUT', `${workspace.path}/members/${head.userId}/unit`, { unitId: id }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  describe('and the items of one', () => {
    let own: Unit;
    let item: Shown;

    beforeAll(async () => {
      own = await unit({ parentId: (await unit({ headId: head.userId })).id });
      await place(lead, own.id);
      const body = { title: 'Returns rise', type: 'metric_anomaly', ownerId: lead.userId };
      item = (await otherLead.http.post<Shown>(`${workspace.path}/items`, body)).body;
    });

    it('belong to the department of their owner, unless somebody says otherwise', async () => {
      expect(item.unitId).toBe(own.id);
      const body = { title: 'Everybody’s', type: 'metric_anomaly', ownerId: lead.userId, unitId: null };
      expect((await lead.http.post<Shown>(`${workspace.path}/items`, body)).body).toMatchObject({ unitId: null });
      const listed = await member.http.get<{ rows: Shown[] }>(`${workspace.path}/items?unitId=${own.id}`);
      expect(listed.body.rows.map(({ key }) => key)).toEqual([item.key]);
    });

    it('are worked on by its leads and the heads above, read by all, and refused to leads of other departments', async () => {
      const path = `${workspace.path}/items/${item.key}`;
      const refused = await otherLead.http.patch<Refusal>(path, { title: 'Mine' }, item.version);
      expect(refused.body).toMatchObject({ status: 403, code: 'not_yours' });
      expect((await otherLead.http.get<Shown>(path)).body.permitted).toEqual([
        'waivers.approve', 'plan.approve', 'reviews.sign', 'knowledge.approve',
      ]); // prettier-ignore
      const moves = await otherLead.http.get<{ forRole: boolean }[]>(`${path}/transitions`);
      expect(moves.body.some(({ forRole }) => forRole)).toBe(false);
      expect((await otherLead.http.post(`${path}/transitions`, { name: 'cancel', reason: 'x' })).status).toBe(403);
      const byHead = await head.http.patch<Shown>(path, { title: 'Returns rise fast' }, item.version);
      expect(byHead.status).toBe(200);
      expect(byHead.body.permitted).toContain('items.move');
      const listed = await head.http.get<{ rows: Shown[] }>(`${workspace.path}/items?unitId=${own.id}`);
      expect(listed.body.rows[0]?.permitted).toEqual(byHead.body.permitted);
    });

    it('go with their owner to his department', async () => {
      const next = await unit();
      await place(otherLead, next.id);
      const path = `${workspace.path}/items/${item.key}`;
      const { version } = (await lead.http.get<Shown>(path)).body;
      const moved = await lead.http.patch<Shown>(path, { ownerId: otherLead.userId }, version);
      expect(moved.body).toMatchObject({ unitId: next.id });
      expect((await lead.http.patch(path, { title: 'x' }, version + 1)).status).toBe(403);
    });
  });
});
