import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Role } from '../../src/kernel/actor/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Shown {
  readonly id: string;
  readonly key: string;
  readonly confidential: boolean;
  readonly permitted: string[];
  readonly version: number;
}
interface Rows {
  readonly rows: readonly { readonly key?: string; readonly itemKey?: string }[];
}

describe('a confidential item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let people: Record<Role | 'owner' | 'sponsor' | 'seated' | 'outsider', GivenPerson>;
  let item: Shown;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const of = (role: Role) => product.given.person(workspace, role);
    people = {
      admin: await of('admin'),
      auditor: await of('auditor'),
      lead: await of('lead'),
      member: await of('member'),
      owner: await of('lead'),
      sponsor: await of('lead'),
      seated: await of('member'),
      outsider: await of('lead'),
    };
    const body = {
      title: 'Pay gap in sales',
      type: 'strategy_iteration',
      confidential: true,
      sponsorId: people.sponsor.userId,
    };
    item = (await people.owner.http.post<Shown>(`${workspace.path}/items`, body)).body;
    await product.given.seat({ id: item.id, workspaceId: workspace.id }, people.seated);
  });
  afterAll(() => product.stop());

  const at = () => `${workspace.path}/items/${item.key}`;
  const listedFor = async ({ http }: GivenPerson) =>
    (await http.get<Rows>(`${workspace.path}/items`)).body.rows.map(({ key }) => key);

  it('belongs to who opened it, when nobody else is named', async () => {
    expect((await people.owner.http.get(at())).body).toMatchObject({
      confidential: true,
      ownerId: people.owner.userId,
    });
  });

  it.each(['owner', 'sponsor', 'seated', 'admin', 'auditor'] as const)('is seen and listed by its %s', async (who) => {
    expect((await people[who].http.get(at())).status).toBe(200);
    expect(await listedFor(people[who])).toContain(item.key);
  });

  it.each(['lead', 'member'] as const)('does not exist for a %s who has no part in it', async (who) => {
    const answer = await people[who].http.get(at());
    const unknown = await people[who].http.get(`${workspace.path}/items/CI-202611-998`);
    expect([answer.status, { ...answer.body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }]);
    expect(await listedFor(people[who])).toEqual([]);
  });

  it('cannot be written, moved or hidden by who does not see it', async () => {
    const { http } = people.outsider;
    const answers = await Promise.all([
      http.patch(at(), { title: 'x' }, item.version),
      http.post(`${at()}/transitions`, { name: 'cancel', reason: 'x' }),
      http.post(`${at()}/tasks`, { title: 'x', assigneeId: people.outsider.userId, dueOn: '2026-12-01' }),
      http.put(`${at()}/confidentiality`, { confidential: false }, item.version),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('cannot be named as the original of a duplicate by who does not see it', async () => {
    const other = await product.given.item(workspace);
    const body = { name: 'dismiss', reason: 'The same', dismissal: { kind: 'duplicate', duplicateOf: item.key } };
    const move = ({ http }: GivenPerson) => http.post(`${workspace.path}/items/${other.key}/transitions`, body);
    expect((await move(people.outsider)).body).toMatchObject({ status: 422, blockers: [{ code: 'no-original' }] });
    expect((await move(people.sponsor)).status).toBe(200);
  });

  it('keeps its tasks, its notices and its knowledge from who has no part in it any more', async () => {
    const open = await product.given.item(workspace, { ownerId: people.owner.userId, stage: 'rollout' });
    const below = `${workspace.path}/items/${open.key}`;
    const owed = { title: 'Ask', assigneeId: people.member.userId, dueOn: '2026-12-01' };
    const { body: task } = await people.owner.http.post<{ id: string }>(`${below}/tasks`, owed);
    await product.settle();
    const seen = async () => {
      const [work, told, shown] = await Promise.all([
        people.member.http.get<Rows>('/api/v1/me/work'),
        people.member.http.get<Rows>('/api/v1/me/notifications'),
        people.member.http.get(`${workspace.path}/tasks/${task.id}`),
      ]);
      return [work.body.rows.length, told.body.rows.length, shown.status];
    };
    expect(await seen()).toEqual([1, 1, 200]);
    expect((await people.owner.http.put(`${below}/confidentiality`, { confidential: true }, 1)).status).toBe(200);
    expect(await seen()).toEqual([0, 0, 404]);
    const report = await people.member.http.patch(`${workspace.path}/tasks/${task.id}`, { status: 'doing' }, 1);
    expect(report.body).toMatchObject({ status: 404, detail: 'There is no such task.' });
  });

  it('is hidden and shown again by its owner, the event says so, and a stale version is refused', async () => {
    const { key } = await product.given.item(workspace, { ownerId: people.member.userId });
    const path = `${workspace.path}/items/${key}/confidentiality`;
    const hide = { confidential: true, reason: 'A name is in it' };
    expect((await people.member.http.put<Shown>(path, hide, 1)).body).toMatchObject({ confidential: true, version: 2 });
    expect((await people.member.http.put(path, hide, 1)).body).toMatchObject({ code: 'stale_version' });
    const history = await people.auditor.http.get<{ rows: object[] }>(`${workspace.path}/items/${key}/history`);
    expect(history.body.rows).toMatchObject([
      { action: 'item.confidentiality_changed', reason: 'A name is in it', changes: { confidential: { to: true } } },
    ]);
    expect((await people.member.http.put<Shown>(path, { confidential: false }, 2)).status).toBe(200);
    expect((await people.outsider.http.get(`${workspace.path}/items/${key}`)).status).toBe(200);
  });

  it('is not for a lead without a part in the item to hide, in words of his language', async () => {
    const { key } = await product.given.item(workspace);
    const path = `${workspace.path}/items/${key}/confidentiality`;
    const headers = { 'accept-language': 'zh-CN', 'if-match': '"1"' };
    const refused = await people.outsider.http.call('PUT', path, { confidential: true }, headers);
    expect(refused.body).toMatchObject({
      code: 'not_yours',
      detail: '只有项目负责人或项目发起人或项目小组成员可以执行此操作。',
    });
    expect((await people.admin.http.put(path, { confidential: 'yes' }, 1)).body).toMatchObject({
      code: 'invalid_fields',
      errors: [{ field: 'confidential' }],
    });
  });
});
