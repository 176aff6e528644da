import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Step {
  id: string;
  status: string;
  version: number;
}
interface Refusal {
  code: string;
  errors?: { field: string; code: string; message: string }[];
  blockers?: { gate: string; code: string; message: string }[];
}

let product: SpecProduct;
let workspace: GivenWorkspace;
let lead: GivenPerson;
let member: GivenPerson;
let item: Item;
let path: string;

beforeAll(async () => {
  product = await startSpecProduct();
  workspace = await product.given.workspace();
  lead = await product.given.person(workspace, 'lead');
  member = await product.given.person(workspace, 'member');
});
afterAll(() => product.stop());
beforeEach(async () => {
  item = await product.given.item(workspace, { stage: 'rollout' });
  path = `${workspace.path}/items/${item.key}`;
});

async function planned(fields: Record<string, unknown> = {}): Promise<Step> {
  const answer = await lead.http.post<Step>(`${path}/rollout-steps`, {
    title: 'Open to a tenth',
    scope: '10 %',
    assigneeId: member.userId,
    dueOn: '2026-11-25',
    ...fields,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

function change(who: GivenPerson, { id, version }: Step, fields: Record<string, unknown>) {
  return who.http.patch<Step & Refusal>(`${workspace.path}/rollout-steps/${id}`, fields, version);
}

async function blockers(): Promise<{ code: string; message: string }[]> {
  const refused = await lead.http.post<Refusal>(`${path}/transitions`, { name: 'start_review' });
  expect(refused.status).toBe(422);
  return (refused.body.blockers ?? []).filter(({ gate }) => gate === 'rollout-steps-are-done');
}

describe('a rollout step', () => {
  it('is planned by a lead and reported done by who has it', async () => {
    const step = await planned();
    expect(step).toMatchObject({ status: 'planned', scope: '10 %', cycle: 1, version: 1 });
    const done = await change(member, step, { status: 'done' });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ status: 'done', doneAt: '2026-11-18T02:00:00.000Z', version: 2 });
    const permitted = ['rollouts.write', 'rollouts.report'];
    expect((await lead.http.get(`${path}/rollout-steps`)).body).toEqual([{ ...done.body, permitted }]);
    const history = await lead.http.get<{ rows: { action: string }[] }>(`${path}/history`);
    expect(history.body.rows.map(({ action }) => action)).toEqual(['rollout_step.planned', 'rollout_step.changed']);
  });

  it('of somebody else is no member’s to report on, and his own is not his to replan', async () => {
    const foreign = await planned({ assigneeId: lead.userId });
    const refused = await change(member, foreign, { status: 'done' });
    expect([refused.status, refused.body.code]).toEqual([403, 'not_yours']);
    const own = await planned();
    expect((await change(member, own, { dueOn: '2026-12-31' })).status).toBe(403);
    expect((await lead.http.get<Step[]>(`${path}/rollout-steps`)).body.map(({ version }) => version)).toEqual([1, 1]);
  });

  it('is dropped with a reason only, and taken up again without one', async () => {
    const step = await planned();
    const refused = await change(lead, step, { status: 'dropped' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed' }]);
    const dropped = await change(lead, step, { status: 'dropped', reason: 'The shop closed.' });
    expect(dropped.body).toMatchObject({ status: 'dropped', reason: 'The shop closed.' });
    expect((await change(lead, dropped.body, { status: 'done' })).body.code).toBe('illegal_state');
    const again = await change(lead, dropped.body, { status: 'planned' });
    expect(again.body).toMatchObject({ status: 'planned', reason: null });
  });

  it('is replanned by a lead who read its last version', async () => {
    const step = await planned();
    const later = { scope: 'all shops', dueOn: '2026-12-01', assigneeId: lead.userId };
    expect((await change(lead, step, later)).body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed' }]);
    const moved = await change(lead, step, { ...later, reason: 'The stock comes a week later.' });
    expect(moved.body).toMatchObject({ scope: 'all shops', dueOn: '2026-12-01', assigneeId: lead.userId });
    expect((await change(lead, step, { scope: '20 %' })).status).toBe(412);
  });

  it('is changed once by two who change it at once', async () => {
    const step = await planned();
    const answers = await Promise.all(['20 %', '30 %'].map((scope) => change(lead, step, { scope })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('belongs to stage rollout', async () => {
    const step = await planned();
    await product.sql.query("UPDATE items SET stage = 'review' WHERE id = $1", [item.id]);
    expect((await change(lead, step, { status: 'done' })).body.code).toBe('wrong_stage');
  });

  it('refuses every bad field at once, and an assignee from outside', async () => {
    const bad = { title: '', scope: 3, assigneeId: 'x', dueOn: '2026-02-30' };
    const refused = await lead.http.post<Refusal>(`${path}/rollout-steps`, bad, { 'accept-language': 'zh-CN' });
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(['assigneeId', 'dueOn', 'scope', 'title']);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'lead');
    const outside = await lead.http.post<Refusal>(
      `${path}/rollout-steps`,
      { title: 'A', scope: 'all', assigneeId: stranger.userId, dueOn: '2026-11-25' },
      { 'accept-language': 'zh-CN' },
    );
    expect(outside.body.errors).toMatchObject([{ code: 'no_member', message: '不是本工作区的成员' }]);
    const { id } = await planned();
    expect((await stranger.http.patch(`${elsewhere.path}/rollout-steps/${id}`, { status: 'done' }, 1)).status).toBe(
      404,
    );
  });

  it('is planned by no member and touched by no auditor', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const step = await planned();
    expect((await member.http.post(`${path}/rollout-steps`, {})).status).toBe(403);
    expect((await change(auditor, step, { status: 'done' })).status).toBe(403);
    expect((await auditor.http.get(`${path}/rollout-steps`)).status).toBe(200);
  });
});

describe('the review', () => {
  it('does not start before a step was carried out; dropping all is not enough', async () => {
    expect(await blockers()).toMatchObject([{ code: 'no-rollout-step' }]);
    await change(lead, await planned(), { status: 'dropped', reason: 'too early' });
    expect(await blockers()).toMatchObject([{ code: 'no-rollout-step' }]);
  });

  it('waits for every planned step, each named', async () => {
    await change(member, await planned(), { status: 'done' });
    await planned({ title: 'North', scope: 'all shops', dueOn: '2026-11-30' });
    await planned({ title: 'South', scope: 'the rest', dueOn: '2026-11-29' });
    expect((await blockers()).map(({ message }) => message)).toEqual([
      'The rollout step "South" (the rest) is still planned; it is due on 2026-11-29.',
      'The rollout step "North" (all shops) is still planned; it is due on 2026-11-30.',
    ]);
  });

  it('is free of this gate once what is not dropped is done', async () => {
    await change(member, await planned(), { status: 'done' });
    await change(lead, await planned(), { status: 'dropped', reason: 'not needed' });
    expect(await blockers()).toEqual([]);
  });
});
