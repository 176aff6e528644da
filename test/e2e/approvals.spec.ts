import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Task {
  readonly id: string;
  readonly version: number;
  readonly dueOn: string;
  readonly status: string;
  readonly approvalId: string | null;
  readonly stoppedOn: string | null;
}
interface Approval {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}
type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; code: string; message: string }[] }>;

/** Today at the start of each is Wednesday 2026-11-18 in Shanghai. */
describe('an approval that a task waits for', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let approver: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    approver = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
  });

  const addTask = async (fields: object = {}, of: Item = item): Promise<Task> => {
    const body = { title: 'Change the price page', assigneeId: member.userId, dueOn: '2026-11-20', ...fields };
    return (await lead.http.post<Task>(`${workspace.path}/items/${of.key}/tasks`, body)).body;
  };
  const task = async ({ id }: Task) => (await lead.http.get<Task>(`${workspace.path}/tasks/${id}`)).body;
  const report = async (of: Task, fields: object, who = lead) =>
    who.http.patch<Task>(`${workspace.path}/tasks/${of.id}`, fields, (await task(of)).version);
  const ask = (of: Task, fields: object = {}, who = member) =>
    who.http.post<Approval & Refusal>(`${workspace.path}/tasks/${of.id}/approvals`, {
      approverId: approver.userId,
      ...fields,
    });
  const decide = (
    { id, version }: Approval,
    body: object = { decision: 'approved' },
    who: GivenPerson = approver,
    headers: object = {},
  ) =>
    who.http.post<Approval & Refusal>(`${workspace.path}/approvals/${id}/decision`, body, {
      'if-match': `"${version}"`,
      ...headers,
    });
  const owedBy = async ({ http }: GivenPerson) => {
    const { body } = await http.get<{ rows: (Approval & { kind: string; itemKey: string })[] }>('/api/v1/me/work');
    return body.rows.filter(({ kind, itemKey }) => kind === 'approval_to_decide' && itemKey === item.key);
  };
  const kinds = async (person: GivenPerson) => {
    const told = await person.http.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications');
    return told.body.rows.filter(({ kind }) => kind.startsWith('approval.')).map(({ text }) => text);
  };

  it('stops its clock, and gives the working days back once it is given: nobody is late for another’s delay', async () => {
    const waiting = await addTask();
    const { body: approval } = await ask(waiting, { note: 'The new price, before it goes out' });
    expect(approval).toMatchObject({ status: 'pending', kind: 'task', recordId: waiting.id, title: 'Change the price page', approverName: approver.name, requestedByName: member.name, version: 1 }); // prettier-ignore
    expect(await task(waiting)).toMatchObject({ approvalId: approval.id, stoppedOn: '2026-11-18', version: 2 });
    product.clock.advance({ days: 7 });
    await product.sweep('flag-overdue');
    expect(await task(waiting)).toMatchObject({ overdueSince: null, state: 'upcoming', version: 2 });
    const given = await decide(approval);
    expect(given.body).toMatchObject({ status: 'approved', decidedBy: approver.userId, version: 2 });
    expect(await task(waiting)).toMatchObject({ approvalId: null, stoppedOn: null, dueOn: '2026-11-27', slips: 0 });
    const history = await lead.http.get<{ rows: { action: string }[] }>(`${workspace.path}/items/${item.key}/history`);
    expect(history.body.rows.map(({ action }) => action)).toEqual([
      'task.created', 'task.approval_awaited', 'approval.requested', 'task.approval_settled', 'approval.approved',
    ]); // prettier-ignore
    expect((await lead.http.get(`${workspace.path}/items/${item.key}/slips`)).body).toEqual([]);
  });

  it('is owed by who was asked, who hears of it; those who wait hear what came of it', async () => {
    const waiting = await addTask();
    const { body: approval } = await ask(waiting);
    await product.settle();
    expect(await owedBy(approver)).toMatchObject([{ id: approval.id, title: 'Change the price page' }]);
    expect(await owedBy(member)).toEqual([]);
    expect((await kinds(approver))[0]).toBe(`${item.key} waits for your approval: Change the price page`);
    expect((await decide(approval, { decision: 'declined' })).body.errors).toMatchObject([{ field: 'reason' }]);
    await decide(approval, { decision: 'declined', reason: 'Too dear' });
    await product.settle();
    expect(await owedBy(approver)).toEqual([]);
    expect(await kinds(member)).toContain(`Declined: Change the price page (${item.key})`);
    expect((await decide({ ...approval, version: 2 })).body).toMatchObject({ status: 409, code: 'illegal_state' });
  });

  it('is given by nobody else, but by whom he handed his approvals to, and at need by an admin', async () => {
    const { body: approval } = await ask(await addTask());
    const admin = await product.given.person(workspace, 'admin');
    const urgent = await ask(await addTask());
    expect((await decide(urgent.body, undefined, admin)).body).toMatchObject({ decidedBy: admin.userId });
    for (const who of [member, lead]) {
      expect((await decide(approval, undefined, who)).body).toMatchObject({ status: 403, code: 'not_yours' });
    }
    const auditor = await product.given.person(workspace, 'auditor');
    expect((await decide(approval, undefined, auditor)).body.code).toBe('forbidden');
    const delegate = await product.given.person(workspace, 'member');
    const days = { fromOn: '2026-11-18', toOn: '2026-11-20', reason: 'Leave' };
    const handed = { giverId: approver.userId, delegateId: delegate.userId, ...days };
    const delegation = await admin.http.post<{ id: string }>(`${workspace.path}/delegations`, handed);
    expect(delegation.status).toBe(201);
    expect(await owedBy(delegate)).toMatchObject([{ id: approval.id, action: { onBehalfOf: approver.userId } }]);
    const given = await decide(approval, undefined, delegate, { 'on-behalf-of': approver.userId });
    expect(given.body).toMatchObject({ status: 'approved', decidedBy: delegate.userId, decidedOnBehalfOf: approver.userId }); // prettier-ignore
    // Nobody approves his own work by standing in for another.
    const own = await ask(await addTask({ assigneeId: delegate.userId }), {}, lead);
    await product.settle();
    expect(await kinds(delegate)).toHaveLength(1);
    const refused = await decide(own.body, undefined, delegate, { 'on-behalf-of': approver.userId });
    expect(refused.body).toMatchObject({ status: 403, code: 'not_yours' });
    await product.sql.query('UPDATE delegations SET revoked_at = now() WHERE id = $1', [delegation.body.id]);
  });

  it('is asked for by who owes the work or leads it, once at a time, of somebody who can give it', async () => {
    const waiting = await addTask();
    const outsider = await product.given.person(workspace, 'member');
    const auditor = await product.given.person(workspace, 'auditor');
    const foreigner = await product.given.person(await product.given.workspace(), 'lead');
    expect((await ask(waiting, {}, outsider)).body.code).toBe('not_yours');
    const wrong = [
      [member.userId, 'is_assignee'],
      [auditor.userId, 'auditor'],
      [foreigner.userId, 'no_member'],
    ] as const;
    for (const [approverId, code] of wrong) {
      expect((await ask(waiting, { approverId })).body.errors).toMatchObject([{ field: 'approverId', code }]);
    }
    const zh = await member.http
      .with({ 'accept-language': 'zh-CN' })
      .post<Refusal>(`${workspace.path}/tasks/${waiting.id}/approvals`, { approverId: member.userId });
    expect(zh.body.errors[0]?.message).toBe('为执行人本人,须由他人审批');
    const answers = await Promise.all([ask(waiting), ask(waiting, {}, lead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
    const hidden = await ask(await addTask(), {}, lead);
    expect(hidden.body.errors).toMatchObject([{ field: 'approverId', code: 'unseen' }]);
  });

  it('is decided once by two at once, and a stale reader is told', async () => {
    const { body: approval } = await ask(await addTask());
    const answers = await Promise.all([decide(approval), decide(approval, { decision: 'declined', reason: 'No' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is taken back by who asked, or when the work is over; a block beside it stays a block', async () => {
    const waiting = await addTask();
    await ask(waiting);
    const taking = `${workspace.path}/tasks/${waiting.id}/approvals/withdrawal`;
    expect((await member.http.post(taking, {}, { 'if-match': '"1"' })).status).toBe(412);
    expect((await member.http.post(taking, {}, { 'if-match': '"2"' })).status).toBe(204);
    expect(await task(waiting)).toMatchObject({ approvalId: null, stoppedOn: null });
    expect((await member.http.post(taking, {}, { 'if-match': '"3"' })).status).toBe(409);

    const blocked = await addTask({ title: 'Blocked besides' });
    const { body: approval } = await ask(blocked);
    await report(blocked, { status: 'blocked' });
    product.clock.advance({ days: 2 });
    await decide(approval);
    expect(await task(blocked)).toMatchObject({ approvalId: null, stoppedOn: '2026-11-18', status: 'blocked' });
    product.clock.advance({ days: 3 });
    await report(blocked, { status: 'doing' });
    expect(await task(blocked)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-25' });

    const over = await addTask({ title: 'Over' });
    await ask(over);
    expect((await report(over, { status: 'done' }, member)).body).toMatchObject({ approvalId: null, stoppedOn: null });
    expect(await owedBy(approver)).toEqual([]);
    expect((await ask(over)).body.code).toBe('conflict');
    const listed = await member.http.get<Approval[]>(`${workspace.path}/items/${item.key}/approvals`);
    expect(listed.body.map(({ status }) => status)).toEqual(['withdrawn', 'approved', 'withdrawn']);
  });

  it('keeps a milestone’s clock standing too, through a hold of the item', async () => {
    const body = { stage: 'pilot', title: 'Judged', assigneeId: member.userId, dueOn: '2026-11-20' };
    const { body: milestone } = await lead.http.post<Task>(`${workspace.path}/items/${item.key}/milestones`, body);
    const path = `${workspace.path}/milestones/${milestone.id}`;
    const { body: approval } = await member.http.post<Approval>(`${path}/approvals`, { approverId: approver.userId });
    const move = (name: string) =>
      lead.http.post(`${workspace.path}/items/${item.key}/transitions`, { name, reason: 'so' });
    await move('hold');
    await product.settle();
    expect((await decide(approval)).body.code).toBe('item_not_open');
    expect(await owedBy(approver)).toEqual([]);
    product.clock.advance({ days: 1 });
    await move('resume');
    await product.settle();
    expect((await lead.http.get(path)).body).toMatchObject({ stoppedOn: '2026-11-18', approvalId: approval.id });
    product.clock.advance({ days: 1 });
    expect((await decide(approval)).status).toBe(200);
    expect((await lead.http.get(path)).body).toMatchObject({ stoppedOn: null, dueOn: '2026-11-24' });
  });

  it('is not there for another workspace', async () => {
    const { body: approval } = await ask(await addTask());
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    expect((await stranger.http.get(`${elsewhere.path}/approvals/${approval.id}`)).status).toBe(404);
    expect((await member.http.post(`${workspace.path}/tasks/${approval.id}/approvals`, {})).status).toBe(400);
    expect((await ask({ id: approval.id } as Task)).status).toBe(404);
  });
});
