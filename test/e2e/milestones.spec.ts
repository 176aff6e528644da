import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const DAYS = {
  diagnosis: '2026-11-25',
  plan: '2026-12-02',
  pilot: '2026-12-16',
  rollout: '2027-01-06',
  review: '2027-01-20',
};

interface Milestone {
  readonly id: string;
  readonly version: number;
  readonly stage: string;
}
type Refusal = Readonly<{ code: string; errors: { field: string; code: string }[] }>;

describe('a milestone', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());

  const add = async (item: Item, fields: object = {}): Promise<Milestone> => {
    const body = { stage: 'plan', title: 'Plan approved', assigneeId: member.userId, dueOn: DAYS.plan, ...fields };
    return (await lead.http.post<Milestone>(`${workspace.path}/items/${item.key}/milestones`, body)).body;
  };
  const change = <Body = Refusal>(who: GivenPerson, { id, version }: Milestone, fields: object) =>
    who.http.patch<Body>(`${workspace.path}/milestones/${id}`, fields, version);
  const unplanned = async (item: Item) => {
    const listed = await lead.http.get<{ name: string; blockers: { gate: string; code: string; message: string }[] }[]>(
      `${workspace.path}/items/${item.key}/transitions`,
    );
    const blockers = listed.body.find(({ name }) => name === 'start_diagnosis')?.blockers ?? [];
    return blockers
      .filter(({ gate }) => gate === 'milestones-are-planned')
      .map(({ code, message }) => ({ code, message }));
  };

  it('is dated by a lead for a stage, with somebody who answers for it', async () => {
    const item = await product.given.item(workspace, { stage: 'kickoff' });
    const added = await lead.http.post(`${workspace.path}/items/${item.key}/milestones`, {
      stage: 'pilot',
      title: 'Pilot judged',
      assigneeId: member.userId,
      dueOn: DAYS.pilot,
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      itemKey: item.key, stage: 'pilot', title: 'Pilot judged', assigneeName: member.name, dueOn: DAYS.pilot,
      originalDueOn: DAYS.pilot, slips: 0, status: 'planned', overdueSince: null, reachedAt: null, version: 1,
    }); // prettier-ignore
    const listed = await member.http.get(`${workspace.path}/items/${item.key}/milestones`);
    expect(listed.body).toEqual([{ ...added.body, permitted: ['milestones.report'] }]);
  });

  it('has every bad field named at once, and belongs to a stage after kickoff', async () => {
    const item = await product.given.item(workspace, { stage: 'kickoff' });
    const to = `${workspace.path}/items/${item.key}/milestones`;
    const refused = await lead.http.post<Refusal>(to, { stage: 'trigger', title: '', assigneeId: 'x', dueOn: 'May' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }) => field).sort()).toEqual(['assigneeId', 'dueOn', 'stage', 'title']);
    expect((await member.http.post(to, { stage: 'plan' })).status).toBe(403);
  });

  it('is reached by who answers for it; planning anew and dropping are the lead’s', async () => {
    const milestone = await add(await product.given.item(workspace));
    const other = await product.given.person(workspace, 'member');
    expect((await change(other, milestone, { status: 'reached' })).body.code).toBe('not_yours');
    expect((await change(member, milestone, { status: 'dropped' })).body.code).toBe('not_yours');
    expect((await change(member, milestone, { title: 'Less' })).body.code).toBe('not_yours');
    const reached = await change<Milestone>(member, milestone, { status: 'reached' });
    expect(reached.body).toMatchObject({ status: 'reached', reachedAt: '2026-11-18T02:00:00.000Z', version: 2 });
    const illegal = await change(lead, reached.body, { status: 'missed' });
    expect([illegal.status, illegal.body.code]).toEqual([409, 'illegal_state']);
    expect((await change(lead, reached.body, { status: 'planned' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const again = await change(lead, reached.body, { status: 'planned', reason: 'The sponsor withdrew his consent' });
    expect(again.body).toMatchObject({ status: 'planned', reachedAt: null });
  });

  it('keeps its first date, counts slips and asks why', async () => {
    const milestone = await add(await product.given.item(workspace));
    expect((await change(lead, milestone, { dueOn: '2026-12-09' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const later = await change<Milestone>(lead, milestone, { dueOn: '2026-12-09', reason: 'No developer before' });
    expect(later.body).toMatchObject({ dueOn: '2026-12-09', originalDueOn: DAYS.plan, slips: 1 });
    expect((await change(lead, milestone, { title: 'Old' })).status).toBe(412);
  });

  it('is not there for another workspace', async () => {
    const milestone = await add(await product.given.item(workspace));
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    expect((await stranger.http.get(`${elsewhere.path}/milestones/${milestone.id}`)).status).toBe(404);
    expect((await stranger.http.patch(`${elsewhere.path}/milestones/${milestone.id}`, {}, 1)).status).toBe(404);
  });

  it('is asked for by the kickoff for every stage still to come', async () => {
    const item = await product.given.item(workspace, { stage: 'kickoff' });
    await add(item);
    const dropped = await add(item, { stage: 'review', dueOn: DAYS.review });
    await change(lead, dropped, { status: 'dropped' });
    expect((await unplanned(item)).map(({ message }) => message)).toEqual(
      ['diagnosis', 'pilot', 'rollout', 'review'].map((stage) => `No milestone is planned for stage ${stage}.`),
    );
    for (const [stage, dueOn] of Object.entries(DAYS)) if (stage !== 'plan') await add(item, { stage, dueOn });
    expect(await unplanned(item)).toEqual([]);
  });

  it('is told when it stands before the stage ahead of it, pair by pair', async () => {
    const item = await product.given.item(workspace, { stage: 'kickoff' });
    for (const [stage, dueOn] of Object.entries({ ...DAYS, diagnosis: '2026-12-20' }))
      await add(item, { stage, dueOn });
    expect((await unplanned(item)).map(({ code }) => code)).toEqual(['diagnosis-after-plan', 'diagnosis-after-pilot']);
  });

  it('of an earlier cycle does not count for this one, and is fixed', async () => {
    const item = await product.given.item(workspace, { stage: 'kickoff' });
    for (const [stage, dueOn] of Object.entries(DAYS)) await add(item, { stage, dueOn });
    const old = await add(item);
    await product.sql.query('UPDATE items SET cycle = 2 WHERE id = $1', [item.id]);
    expect(await unplanned(item)).toHaveLength(5);
    expect((await change(lead, old, { status: 'reached' })).body.code).toBe('conflict');
  });
});
