import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { systemActor } from '../../src/kernel/actor/index.js';
import { OpenItem } from '../../src/modules/items/index.js';
import { newId, serving } from '../../src/platform/database/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly itemKey: string;
  readonly readAt: string | null;
}
interface Page {
  readonly rows: readonly Told[];
  readonly nextCursor: string | null;
}

describe('a notification', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());

  const told = async (person: GivenPerson, query = '') =>
    (await person.http.get<Page>(`/api/v1/me/notifications${query}`)).body;
  const hold = (who: GivenPerson, key: string) =>
    who.http.post(`${workspace.path}/items/${key}/transitions`, { name: 'hold', reason: 'Wait' });

  it('goes to owner and team when an item moves, to the mover only if he owns it', async () => {
    const member = await product.given.person(workspace, 'member');
    const mover = await product.given.person(workspace, 'lead');
    const owner = await product.given.person(workspace, 'lead');
    const item = await product.given.item(workspace, { ownerId: owner.userId, title: 'Cost per click' });
    const members = [
      { userId: mover.userId, role: 'leader' },
      { userId: member.userId, role: 'data' },
      { userId: member.userId, role: 'execution' },
    ];
    await lead.http.put(`${workspace.path}/items/${item.key}/team`, { members }, 1);
    await hold(mover, item.key);
    await product.settle();
    for (const person of [owner, member]) {
      expect((await told(person)).rows).toMatchObject([
        { kind: 'item.stage_advanced', workspace: workspace.slug, itemKey: item.key, subjectId: item.id, readAt: null },
      ]);
    }
    expect((await told(mover)).rows).toEqual([]);
    await owner.http.post(`${workspace.path}/items/${item.key}/transitions`, { name: 'resume', reason: 'Go on' });
    await product.settle();
    expect((await told(owner)).rows.map(({ text }) => text)).toEqual([
      `${item.key} “Cost per click” is now in stage trigger (active).`,
      `${item.key} “Cost per click” is now in stage trigger (on hold).`,
    ]);
  });

  it('reads in the language of its reader', async () => {
    const owner = await product.given.person(workspace, 'lead');
    const item = await product.given.item(workspace, { ownerId: owner.userId, title: '转化率下降' });
    await hold(owner, item.key);
    await product.settle();
    const zh = await owner.http.get<Page>('/api/v1/me/notifications', { 'accept-language': 'zh-CN' });
    expect(zh.body.rows[0]?.text).toBe(`${item.key}“转化率下降”现处于“触发”阶段(暂停)。`);
  });

  it('is written once, even when its event comes again after the record of its effect is gone', async () => {
    const owner = await product.given.person(workspace, 'lead');
    const item = await product.given.item(workspace, { ownerId: owner.userId });
    await hold(owner, item.key);
    await product.settle();
    const [event] = await product.sql.query<{ id: number }[]>(
      `SELECT id FROM outbox_events WHERE type = 'item.stage_advanced' AND payload->>'subjectId' = $1`,
      [item.id],
    );
    await product.sql.query('DELETE FROM outbox_effects WHERE event_id = $1', [event?.id]);
    await product.app.get(Reactions).runFor(event?.id ?? 0);
    expect((await told(owner)).rows).toHaveLength(1);
  });

  it('tells who is given a task by somebody else, at first and when it changes hands', async () => {
    const [ana, ben] = [
      await product.given.person(workspace, 'member'),
      await product.given.person(workspace, 'member'),
    ];
    const item = await product.given.item(workspace);
    const task = { title: 'Call ten users', assigneeId: ana.userId, dueOn: '2026-12-01' };
    const added = await lead.http.post<{ id: string }>(`${workspace.path}/items/${item.key}/tasks`, task);
    await lead.http.post(`${workspace.path}/items/${item.key}/tasks`, { ...task, assigneeId: lead.userId });
    await lead.http.patch(`${workspace.path}/tasks/${added.body.id}`, { assigneeId: ben.userId }, 1);
    await product.settle();
    for (const person of [ana, ben]) {
      expect((await told(person)).rows).toMatchObject([
        { kind: 'task.assigned', text: `You owe ${item.key} a task by 2026-12-01: Call ten users` },
      ]);
    }
    expect((await told(lead)).rows.filter(({ kind }) => kind === 'task.assigned')).toEqual([]);
  });

  it('goes to every lead when a rule opened an item, and to nobody when a person did', async () => {
    const elsewhere = await product.given.workspace();
    const [admin, leader, member] = await Promise.all(
      (['admin', 'lead', 'member'] as const).map((role) => product.given.person(elsewhere, role)),
    );
    if (!admin || !leader || !member) throw new Error('three people were given');
    await leader.http.post(`${elsewhere.path}/items`, { title: 'By hand', type: 'metric_anomaly' });
    const ref = { id: elsewhere.id, slug: elsewhere.slug, timeZone: 'Asia/Shanghai' };
    const anomaly = { title: 'CPC drifts up', type: 'metric_anomaly', triggerRuleId: newId() } as const;
    const opened = await serving(elsewhere.id, () =>
      product.app.get(OpenItem).run(systemActor(ref, 'rule', 'spec'), anomaly),
    );
    await product.settle();
    for (const person of [admin, leader]) {
      expect((await told(person)).rows).toMatchObject([
        { kind: 'item.opened', itemKey: opened.key, text: `A trigger rule opened ${opened.key}: CPC drifts up` },
      ]);
    }
    expect((await told(member)).rows).toEqual([]);
  });

  it('is listed newest first, page by page, unread apart from read, and read by its own person alone', async () => {
    const owner = await product.given.person(workspace, 'lead');
    const keys: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { key } = await product.given.item(workspace, { ownerId: owner.userId });
      await hold(owner, key);
      await product.settle();
      keys.unshift(key);
    }
    const first = await told(owner, '?limit=2');
    const second = await told(owner, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.rows, ...second.rows].map(({ itemKey }) => itemKey)).toEqual(keys);
    expect(second.nextCursor).toBeNull();
    const newest = first.rows[0]?.id ?? '';
    expect((await lead.http.post(`/api/v1/me/notifications/${newest}/read`)).status).toBe(404);
    expect((await owner.http.post(`/api/v1/me/notifications/${newest}/read`)).status).toBe(204);
    product.clock.advance({ hours: 1 });
    expect((await owner.http.post(`/api/v1/me/notifications/${newest}/read`)).status).toBe(204);
    expect((await told(owner, '?unread=true')).rows.map(({ itemKey }) => itemKey)).toEqual(keys.slice(1));
    expect((await told(owner, '?unread=false')).rows).toMatchObject([{ readAt: '2026-11-18T02:00:00.000Z' }]);
    const refused = await owner.http.get('/api/v1/me/notifications?unread=maybe');
    expect([refused.status, (refused.body as { errors?: unknown }).errors]).toMatchObject([400, [{ field: 'unread' }]]);
  });

  it('of a workspace one has left is not shown any more', async () => {
    const owner = await product.given.person(workspace, 'lead');
    const item = await product.given.item(workspace, { ownerId: owner.userId });
    await hold(owner, item.key);
    await product.settle();
    await product.sql.query('DELETE FROM memberships WHERE user_id = $1', [owner.userId]);
    expect((await told(owner)).rows).toEqual([]);
  });
});
