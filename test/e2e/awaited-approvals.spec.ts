import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { GivenPlan, WHOLE } from '../factories/given-plan.js';
import { AFTER, givenReviewedItem, writeReview } from '../factories/given-review.js';
import { signed } from '../factories/signed.js';
import {
  type GivenPerson,
  type GivenSigner,
  type GivenWorkspace,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Dated {
  readonly id: string;
  readonly version: number;
  readonly dueOn: string;
  readonly stoppedOn: string | null;
  readonly overdueSince: string | null;
  readonly standsBecause: readonly { because: string; approvalId: string | null; since: string | null }[];
}
interface Awaited {
  readonly id: string;
  readonly kind: string;
  readonly since: string;
  readonly workingDays: number;
  readonly recordIds: readonly string[];
}

/** Today at the start of each is Wednesday 2026-11-18 in Shanghai; what is owed is due on Friday the 20th. */
describe('an approval that an item waits for', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenSigner;
  let otherLead: GivenSigner;
  let member: GivenPerson;
  let plan: GivenPlan;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.signer(workspace, 'lead');
    otherLead = await product.given.signer(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    plan = await GivenPlan.in(product, workspace, { lead, otherLead, member });
  });

  const owe = async (kind: 'tasks' | 'milestones', fields: object = {}, path = plan.path): Promise<Dated> => {
    const stage = kind === 'milestones' ? { stage: 'plan' } : {};
    const body = { title: 'To be done', assigneeId: member.userId, dueOn: '2026-11-20', ...stage, ...fields };
    const answer = await lead.http.post<Dated>(`${path}/${kind}`, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const link = async (before: Dated, after: Dated) => {
    const body = { predecessorId: before.id, successorId: after.id };
    return lead.http.post<{ id: string }>(`${plan.path}/dependencies`, body);
  };
  const shown = async (kind: 'tasks' | 'milestones', { id }: Dated) =>
    (await lead.http.get<Dated>(`${workspace.path}/${kind}/${id}`)).body;
  const change = async (kind: 'tasks' | 'milestones', record: Dated, fields: object) => {
    const { version } = await shown(kind, record);
    const changed = await lead.http.patch<Dated>(`${workspace.path}/${kind}/${record.id}`, fields, version);
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
    return changed.body;
  };
  const submitted = async () => plan.write(await plan.proposed(), WHOLE);
  const awaited = async (path = plan.path) => (await lead.http.get<Awaited[]>(`${path}/awaited-approvals`)).body;
  const move = async (name: string) => {
    const moved = await lead.http.post(`${plan.path}/transitions`, { name, reason: 'so' });
    if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
  };
  const overdue = async () => {
    await product.sweep('flag-overdue');
    const rows = await product.sql.query<{ id: string }[]>(
      `SELECT id FROM tasks WHERE item_id = $1 AND overdue_since IS NOT NULL
       UNION ALL SELECT id FROM milestones WHERE item_id = $1 AND overdue_since IS NOT NULL`,
      [plan.itemId],
    );
    return rows.map(({ id }) => id);
  };

  it('keeps nobody waiting who reports on what it does not hold up, nor has two of them lock each other out', async () => {
    const tasks = await Promise.all(Array.from({ length: 8 }, () => owe('tasks')));
    const node = await owe('milestones');
    await submitted();
    const changed = await Promise.all(tasks.map((task) => change('tasks', task, { progress: 50 })));
    expect(changed.map(({ stoppedOn }) => stoppedOn)).toEqual(tasks.map(() => null));
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: '2026-11-18' });
    // Four are held up with the milestone, all at once, while the others are reported on.
    const [first, second, third, fourth, ...others] = tasks;
    const linked = [first, second, third, fourth].map((task) => link(node, task!));
    const reported = others.map((task) => change('tasks', task, { progress: 70 }));
    expect((await Promise.all(linked)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    await Promise.all(reported);
    const stopped = await Promise.all(tasks.map(async (task) => (await shown('tasks', task)).stoppedOn));
    expect(stopped).toEqual(tasks.map((_, index) => (index < 4 ? '2026-11-18' : null)));
  });

  it('of its plan stops the milestones ahead and what depends on them, and nobody else', async () => {
    const [node, later] = [await owe('milestones'), await owe('milestones', { stage: 'rollout' })];
    const past = await owe('milestones', { stage: 'diagnosis' });
    const [follows, independent] = [await owe('tasks'), await owe('tasks')];
    const ofApprover = await owe('milestones', { assigneeId: otherLead.userId });
    await link(node, follows);
    await submitted();
    const [approval] = await awaited();
    expect(approval).toMatchObject({ kind: 'plan_to_approve', subjectId: plan.itemId, workingDays: 0 });
    expect([...(approval?.recordIds ?? [])].sort()).toEqual([node.id, later.id, follows.id].sort());
    const because = { because: 'plan_to_approve', approvalId: approval?.id, since: SPEC_NOW.toISOString() };
    expect(await shown('tasks', follows)).toMatchObject({ stoppedOn: '2026-11-18', standsBecause: [because] });
    product.clock.advance({ days: 7 });
    expect((await overdue()).sort()).toEqual([past.id, independent.id, ofApprover.id].sort());
    expect(await awaited()).toMatchObject([{ workingDays: 5 }]);
    expect((await plan.approve(otherLead)).status).toBe(200);
    expect(await awaited()).toEqual([]);
    for (const [kind, record] of [['milestones', node], ['milestones', later], ['tasks', follows]] as const) {
      expect(await shown(kind, record)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-27', slips: 0, standsBecause: [] });
    } // prettier-ignore
    expect((await lead.http.get(`${plan.path}/slips`)).body).toEqual([]);
  });

  it('stands in the list of who can give it, since when it waits, whatever else is changed meanwhile', async () => {
    const node = await owe('milestones');
    await submitted();
    product.clock.advance({ days: 2 });
    const { version } = (await lead.http.get<Dated>(plan.path)).body;
    await lead.http.patch(plan.path, { title: 'Named anew' }, version);
    const work = await otherLead.http.get<{ rows: { kind: string; itemKey: string; since: string }[] }>(
      '/api/v1/me/work',
    );
    const row = work.body.rows.find(({ kind, itemKey }) => kind === 'plan_to_approve' && itemKey === plan.key);
    expect(row).toMatchObject({ since: SPEC_NOW.toISOString() });
    const mine = await member.http.get<{ rows: { id: string; why: string }[] }>('/api/v1/me/work');
    expect(mine.body.rows.find(({ id }) => id === node.id)?.why).toBe(
      'Assigned to you, due 2026-11-20; its clock stands since 2026-11-18, until somebody else has approved the plan.',
    );
    const told = await member.http.get<{ rows: { id: string; why: string }[] }>('/api/v1/me/work', {
      'accept-language': 'zh-CN',
    });
    expect(told.body.rows.find(({ id }) => id === node.id)?.why).toContain('待他人批准方案');
  });

  it('follows what becomes of the records: added, linked, given to who can give it, unblocked, finished', async () => {
    await submitted();
    const node = await owe('milestones');
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: '2026-11-18' });
    const task = await owe('tasks');
    const { body: made } = await link(node, task);
    expect(await shown('tasks', task)).toMatchObject({ stoppedOn: '2026-11-18' });
    product.clock.advance({ days: 1 });
    await change('tasks', task, { status: 'blocked' });
    await change('tasks', task, { status: 'doing' });
    expect(await shown('tasks', task)).toMatchObject({ standsBecause: [{ because: 'plan_to_approve' }] });
    await lead.http.call('DELETE', `${workspace.path}/dependencies/${made.id}`);
    expect(await shown('tasks', task)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
    await change('milestones', node, { assigneeId: otherLead.userId });
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
    await change('milestones', node, { assigneeId: member.userId });
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: '2026-11-19' });
    const done = await change('milestones', node, { status: 'reached' });
    expect(done).toMatchObject({ stoppedOn: null, standsBecause: [] });
  });

  it('is awaited no more once the plan is written on, and since another moment when it is whole again', async () => {
    const node = await owe('milestones');
    const { body: measure } = await submitted();
    product.clock.advance({ days: 1 });
    const { body: open } = await plan.write(measure, { cost: null });
    expect(await awaited()).toEqual([]);
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
    product.clock.advance({ days: 1 });
    await plan.write(open, { cost: 100 });
    expect(await awaited()).toMatchObject([{ since: '2026-11-20T02:00:00.000Z' }]);
  });

  it('is awaited since the same moment after a hold, and both are given back once', async () => {
    const [node, task] = [await owe('milestones'), await owe('tasks')];
    await submitted();
    product.clock.advance({ days: 1 });
    await move('hold');
    expect((await shown('milestones', node)).standsBecause.map(({ because }) => because)).toEqual(['on_hold', 'plan_to_approve']); // prettier-ignore
    product.clock.advance({ days: 4 });
    await move('resume');
    // Nothing has reacted yet: what was held is not late because of that.
    expect(await overdue()).toEqual([]);
    expect(await shown('tasks', task)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-24' });
    expect(await awaited()).toMatchObject([{ since: SPEC_NOW.toISOString(), recordIds: [node.id] }]);
    product.clock.advance({ days: 1 });
    await plan.approve(otherLead);
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-26' });
  });

  it('lets the planned finish of the item stand, unless its owner could give it, and gives the days back', async () => {
    type Finish = Dated & { plannedFinish: string; finishStoppedOn: string | null };
    const shownItem = async () => (await lead.http.get<Finish>(plan.path)).body;
    await lead.http.patch(plan.path, { plannedFinish: '2026-11-30' }, (await shownItem()).version);
    const { body: measure } = await submitted();
    // The lead owns the item, and has written no part of the plan yet.
    expect(await shownItem()).toMatchObject({ finishStoppedOn: null });
    await plan.write(measure, { cost: 100 }, lead);
    expect(await shownItem()).toMatchObject({ finishStoppedOn: '2026-11-18', plannedFinish: '2026-11-30' });
    product.clock.advance({ days: 2 });
    const { body: projected } = await lead.http.get<object>(`${plan.path}/plan`);
    expect(projected).toMatchObject({ plannedFinish: '2026-11-30', projectedFinish: '2026-12-02', delay: { because: 'standing', recordId: null, workingDays: 2 } }); // prettier-ignore
    await plan.approve(otherLead);
    expect(await shownItem()).toMatchObject({ finishStoppedOn: null, plannedFinish: '2026-12-02' });
    expect((await lead.http.get(`${plan.path}/slips`)).body).toEqual([]);
    await move('hold');
    product.clock.advance({ days: 3 });
    const resumed = await lead.http.post<Finish>(`${plan.path}/transitions`, { name: 'resume', reason: 'so' });
    expect(resumed.body).toMatchObject({ plannedFinish: '2026-12-03', version: (await shownItem()).version });
  });

  it('of a review stops what is left to reach until somebody else has signed it', async () => {
    const { owner, reviewer, path } = await givenReviewedItem(product, workspace);
    const body = { title: 'Judged', assigneeId: member.userId, dueOn: '2026-11-20', stage: 'review' };
    const { body: node } = await owner.http.post<Dated>(`${path}/milestones`, body);
    await owner.http.post(`${path}/sops`, { title: path, body: 'Address last.' });
    expect(await awaited(path)).toEqual([]);
    await writeReview(owner, path, { ...AFTER, lesson: 'Ask for the address last.' });
    expect((await awaited(path)).map(({ kind }) => kind).sort()).toEqual(['review_to_sign', 'sop_to_approve']);
    expect(await shown('milestones', node)).toMatchObject({ stoppedOn: '2026-11-18' });
    await reviewer.seated.post(`${path}/review/sign-off`, signed('review'));
    expect(await shown('milestones', node)).toMatchObject({ standsBecause: [{ because: 'sop_to_approve' }] });
  });

  it('that was asked for by name stops what depends on its record, until that is finished or it is decided', async () => {
    const [first, next, own] = [
      await owe('tasks'),
      await owe('tasks'),
      await owe('tasks', { assigneeId: otherLead.userId }),
    ];
    await link(first, next);
    await link(first, own);
    const ask = () =>
      member.http.post<Dated>(`${workspace.path}/tasks/${first.id}/approvals`, { approverId: otherLead.userId });
    await ask();
    expect(await shown('tasks', next)).toMatchObject({ stoppedOn: '2026-11-18', standsBecause: [{ because: 'approval_to_decide' }] }); // prettier-ignore
    expect(await shown('tasks', own)).toMatchObject({ stoppedOn: null });
    product.clock.advance({ days: 1 });
    await change('tasks', first, { status: 'done' });
    expect(await shown('tasks', next)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
  });

  it('is shown to whoever sees the item, and to nobody else', async () => {
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    const foreign = await stranger.http.get(`${plan.path}/awaited-approvals`);
    expect(foreign.status).toBe(404);
    const auditor = await product.given.person(workspace, 'auditor');
    expect((await auditor.http.get(`${plan.path}/awaited-approvals`)).status).toBe(200);
  });
});
