import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

/** Today in the spec is 2026-11-18. */
const DUE = '2026-11-25';

interface Task {
  readonly id: string;
  readonly version: number;
  readonly dueOn: string;
  readonly status: string;
}
type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; code: string }[] }>;

describe('a task', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
  });
  afterAll(() => product.stop());

  const add = async (fields: object = {}, of: Item = item): Promise<Task> => {
    const body = { title: 'Call ten users', assigneeId: member.userId, dueOn: DUE, ...fields };
    return (await lead.http.post<Task>(`${workspace.path}/items/${of.key}/tasks`, body)).body;
  };
  const path = ({ id }: Task) => `${workspace.path}/tasks/${id}`;
  const change = <Body = Refusal>(who: GivenPerson, task: Task, fields: object) =>
    who.http.patch<Body>(path(task), fields, task.version);

  it('is given to a member by a lead, and shows who owes it and by when', async () => {
    const added = await lead.http.post(`${workspace.path}/items/${item.key}/tasks`, {
      title: 'Call ten users',
      description: 'Ask where they gave up.',
      assigneeId: member.userId,
      dueOn: DUE,
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('etag')).toBe('"1"');
    expect(added.body).toMatchObject({
      itemKey: item.key, cycle: 1, title: 'Call ten users', description: 'Ask where they gave up.',
      assigneeId: member.userId, assigneeName: member.name, dueOn: DUE, originalDueOn: DUE, slips: 0, status: 'todo',
      progress: 0, overdueSince: null, doneAt: null, createdAt: '2026-11-18T02:00:00.000Z', version: 1,
    }); // prettier-ignore
    const shown = await member.http.get(path(added.body as unknown as Task));
    const asMember = { ...added.body, permitted: ['tasks.report'] };
    expect(shown.body).toEqual(asMember);
    const listed = await member.http.get<Task[]>(`${workspace.path}/items/${item.key}/tasks`);
    expect(listed.body).toContainEqual(asMember);
  });

  it('has every bad field named at once', async () => {
    const stranger = await product.given.person(await product.given.workspace(), 'member');
    const to = `${workspace.path}/items/${item.key}/tasks`;
    const malformed = await lead.http.post<Refusal>(to, { title: ' ', assigneeId: 'me', dueOn: '2026-02-30', who: 1 });
    expect(malformed.status).toBe(400);
    expect(malformed.body.errors.map(({ field }) => field).sort()).toEqual(['assigneeId', 'dueOn', 'title', 'who']);
    const foreign = await lead.http.post<Refusal>(to, { title: 'x', assigneeId: stranger.userId, dueOn: DUE });
    expect(foreign.status).toBe(400);
    expect(foreign.body.errors).toMatchObject([{ field: 'assigneeId', code: 'no_member' }]);
    const task = await add();
    const badChange = await change(lead, task, { status: 'late', progress: 101, dueOn: 'soon', title: '', reason: '' });
    expect(badChange.status).toBe(400);
    expect(badChange.body.errors.map(({ field }) => field).sort()).toEqual([
      'dueOn',
      'progress',
      'reason',
      'status',
      'title',
    ]);
  });

  it('is reported by its assignee in one call: status, progress and, with a reason, the date', async () => {
    const task = await add();
    const reported = await change<Task>(member, task, {
      status: 'doing',
      progress: 40,
      dueOn: '2026-11-27',
      reason: 'Two users were on leave',
    });
    expect(reported.status).toBe(200);
    expect(reported.body).toMatchObject({
      status: 'doing', progress: 40, dueOn: '2026-11-27', originalDueOn: DUE, slips: 1, version: 2,
    }); // prettier-ignore
    const done = await change(member, reported.body, { status: 'done' });
    expect(done.body).toMatchObject({ status: 'done', progress: 100, doneAt: '2026-11-18T02:00:00.000Z', version: 3 });
  });

  it('keeps its first date and counts only what a person put off', async () => {
    const task = await add();
    const refused = await change(lead, task, { dueOn: '2026-12-01' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed' }]);
    const later = await change<Task>(lead, task, { dueOn: '2026-12-01', reason: 'Waiting for the release' });
    const sooner = await change(lead, later.body, { dueOn: '2026-11-20' });
    expect(sooner.body).toMatchObject({ dueOn: '2026-11-20', originalDueOn: DUE, slips: 1 });
  });

  it('is nobody else’s to report, and its words are the lead’s', async () => {
    const task = await add();
    const other = await product.given.person(workspace, 'member');
    const auditor = await product.given.person(workspace, 'auditor');
    const byOther = await change(other, task, { status: 'doing' });
    expect([byOther.status, byOther.body.code]).toEqual([403, 'not_yours']);
    const byAuditor = await change(auditor, task, { status: 'doing' });
    expect([byAuditor.status, byAuditor.body.code]).toEqual([403, 'forbidden']);
    for (const fields of [{ title: 'Less' }, { description: 'x' }, { assigneeId: other.userId }]) {
      expect((await change(member, task, fields)).body.code).toBe('not_yours');
    }
    const early = await change(member, task, { dueOn: '2026-11-20' });
    expect(early.body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed' }]);
    const added = await member.http.post(`${workspace.path}/items/${item.key}/tasks`, { title: 'x' });
    expect(added.status).toBe(403);
    expect((await lead.http.get(path(task))).body).toMatchObject({ status: 'todo', version: 1 });
  });

  it('goes only where its status leads, and is taken up again by a lead with a reason', async () => {
    const done = (await change<Task>(member, await add(), { status: 'done' })).body;
    const illegal = await change(lead, done, { status: 'doing', reason: 'Not quite' });
    expect([illegal.status, illegal.body.code]).toEqual([409, 'illegal_state']);
    expect((await change(member, done, { status: 'todo', reason: 'Not quite' })).body.code).toBe('not_yours');
    expect((await change(lead, done, { status: 'todo' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const reopened = await change<Task>(lead, done, { status: 'todo', reason: 'Not quite' });
    expect(reopened.body).toMatchObject({ status: 'todo', progress: 0, doneAt: null });
    const half = await change(lead, reopened.body, { status: 'done', progress: 50 });
    expect(half.body.errors).toMatchObject([{ field: 'progress', code: 'done_is_100' }]);
  });

  it('is refused in Chinese to who reads Chinese', async () => {
    const done = (await change<Task>(member, await add(), { status: 'done' })).body;
    const zh = lead.http.with({ 'accept-language': 'zh-CN' });
    const refused = await zh.patch<Refusal>(path(done), { status: 'blocked' }, done.version);
    expect(refused.body.detail).toBe('任务不能从“已完成”变为“受阻”。');
  });

  it('is changed by one of two who change it at once, and nobody who read an older version', async () => {
    const task = await add();
    const answers = await Promise.all([lead, member].map((who) => change(who, task, { status: 'doing' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await lead.http.call('PATCH', path(task), { status: 'done' })).status).toBe(428);
  });

  it('is not there for another workspace, nor is an id that nobody has', async () => {
    const task = await add();
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    const foreign = `${elsewhere.path}/tasks/${task.id}`;
    expect((await stranger.http.get(foreign)).status).toBe(404);
    expect((await stranger.http.patch(foreign, { status: 'done' }, 1)).status).toBe(404);
    expect((await stranger.http.get(`${elsewhere.path}/items/${item.key}/tasks`)).status).toBe(404);
    expect((await lead.http.get(`${workspace.path}/tasks/none`)).status).toBe(404);
  });

  it('is fixed while its item is on hold, and once its cycle is over', async () => {
    const held = await product.given.item(workspace);
    const task = await add({}, held);
    await product.sql.query("UPDATE items SET status = 'on_hold' WHERE id = $1", [held.id]);
    expect((await change(member, task, { status: 'done' })).body.code).toBe('item_not_open');
    await product.sql.query("UPDATE items SET status = 'active', cycle = 2 WHERE id = $1", [held.id]);
    const refused = await change(member, task, { status: 'done' });
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect((await member.http.get(path(task))).body).toMatchObject({ cycle: 1, status: 'todo' });
  });

  it('stands in the item’s history with old and new values', async () => {
    const fresh = await product.given.item(workspace);
    const task = await add({}, fresh);
    await change(lead, task, { progress: 10, assigneeId: lead.userId, reason: 'Handed over' });
    const history = await lead.http.get<{ rows: { action: string; changes: object; reason: string | null }[] }>(
      `${workspace.path}/items/${fresh.key}/history`,
    );
    expect(history.body.rows.map(({ action }) => action)).toEqual(['task.created', 'task.changed', 'task.assigned']);
    expect(history.body.rows[1]).toMatchObject({ changes: { progress: { from: 0, to: 10 } }, reason: 'Handed over' });
    expect(history.body.rows[2]?.changes).toEqual({ assigneeId: { from: member.userId, to: lead.userId } });
  });

  describe('that is open', () => {
    const blockers = async (of: Item) => {
      const listed = await lead.http.get<
        { name: string; blockers: { gate: string; message: string; fix: object }[] }[]
      >(`${workspace.path}/items/${of.key}/transitions`);
      const start = listed.body.find(({ name }) => name === 'start_review');
      return start?.blockers.filter(({ gate }) => gate === 'no-task-is-open');
    };

    it('keeps the item from its review and is named; done or cancelled it does not', async () => {
      const rollout = await product.given.item(workspace, { stage: 'rollout' });
      expect(await blockers(rollout)).toEqual([]);
      const first = await add({ title: 'Tell support' }, rollout);
      const second = await add({ title: 'Update the page' }, rollout);
      expect(await blockers(rollout)).toMatchObject([
        {
          message: '2 task(s) of this cycle are open: “Tell support”, “Update the page”.',
          waivable: true,
          fix: { where: `items/${rollout.key}/tasks` },
        },
      ]);
      await change(member, first, { status: 'done' });
      await change(lead, second, { status: 'cancelled' });
      expect(await blockers(rollout)).toEqual([]);
    });
  });
});
