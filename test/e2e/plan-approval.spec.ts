import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { GivenPlan, NOT_APPROVED, type ShownMeasure, WHOLE } from '../factories/given-plan.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

describe('the approval of a plan', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let otherLead: GivenPerson;
  let member: GivenPerson;
  let plan: GivenPlan;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    otherLead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    plan = await GivenPlan.in(product, workspace, { lead, otherLead, member });
  });

  it('is approved by nobody who wrote a part of it', async () => {
    const measure = await plan.proposed({}, lead);
    expect((await plan.approve(lead)).body).toMatchObject({ status: 403, code: 'not_yours' });
    await plan.write(measure, { expectedEffect: 'Fewer give up' }, otherLead);
    expect((await plan.approve(otherLead)).body).toMatchObject({ status: 403, code: 'not_yours' });
    expect((await plan.approve(member)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await plan.approval()).toEqual(NOT_APPROVED);
    const third = await product.given.person(workspace, 'admin');
    expect((await plan.approve(third)).status).toBe(200);
  });

  it('may be approved by who only picked among the measures of others', async () => {
    const measure = await plan.proposed({ chosen: false });
    const chosen = await plan.write(measure, { chosen: true }, lead);
    expect(chosen.body).toMatchObject({ chosen: true, authors: [member.userId] });
    expect((await plan.approve(lead)).status).toBe(200);
    expect(await plan.history()).toEqual(['measure.proposed', 'measure.chosen', 'plan.approved']);
  });

  it('is approved once, and not while it is empty', async () => {
    expect((await plan.approve(lead)).body).toMatchObject({ status: 409, code: 'conflict' });
    await plan.proposed();
    const answers = await Promise.all([plan.approve(lead), plan.approve(otherLead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await plan.approve(lead)).body).toMatchObject({ code: 'already_exists' });
  });

  const changes: [string, (chosen: ShownMeasure, aside: ShownMeasure) => Promise<unknown>][] = [
    ['changes a chosen measure', (chosen) => plan.write(chosen, { cost: 9000 })],
    ['sets a chosen measure aside', (chosen) => plan.write(chosen, { chosen: false })],
    ['chooses another', (_chosen, aside) => plan.write(aside, { chosen: true })],
    ['proposes another', () => plan.proposed({ title: 'Also this' })],
  ];
  it.each(changes)('loses its approval when somebody %s', async (name, change) => {
    const chosen = await plan.proposed();
    const aside = await plan.proposed({ title: 'Not now', chosen: false });
    await plan.approve(lead);
    await change(chosen, aside);
    expect(await plan.approval()).toEqual(NOT_APPROVED);
    expect((await plan.history()).filter((action) => action === 'plan.approval_voided')).toHaveLength(1);
    expect((await plan.blockers()).at(-1)).toMatchObject({ gate: 'plan-is-approved' });
    await plan.write({ ...aside, version: aside.version + (name === 'chooses another' ? 1 : 0) }, { cost: 1 });
    expect((await plan.history()).filter((action) => action === 'plan.approval_voided')).toHaveLength(1);
  });

  it('keeps its approval when only what is set aside changes, or nothing does', async () => {
    const chosen = await plan.proposed();
    const { body: written } = await plan.write(chosen, WHOLE);
    const aside = await plan.proposed({ title: 'Not now', chosen: false });
    await plan.approve(lead);
    await plan.write(aside, { title: 'Perhaps later' });
    await plan.proposed({ title: 'Never', chosen: false });
    expect((await plan.write(written, WHOLE)).body.version).toBe(2);
    expect(await plan.approval()).toMatchObject({ approvedBy: lead.userId });
  });

  it('loses its approval with the loop, and can be approved anew', async () => {
    await plan.proposed();
    await plan.approve(lead);
    await plan.stands({ stage: 'pilot' });
    await lead.http.post(`${plan.path}/transitions`, { name: 'revise_plan', reason: 'It lost' });
    expect(await plan.approval()).toEqual(NOT_APPROVED);
    expect(await plan.codesAt('plan-is-approved')).toEqual(['not-approved']);
    expect((await plan.approve(otherLead)).status).toBe(200);
  });

  it('loses its approval when a cause it answers has changed since', async () => {
    await plan.proposed();
    await plan.approve(lead);
    await plan.stands({ stage: 'diagnosis' });
    await member.http.patch(`${workspace.path}/causes/${plan.causeId}`, { impactShare: 0.01 }, 1);
    await plan.stands({ stage: 'plan' });
    expect(await plan.approval()).toEqual(NOT_APPROVED);
    expect(await plan.codesAt('plan-is-approved')).toEqual(['approval-outdated']);
    expect((await plan.approve(otherLead)).status).toBe(200);
    expect(await plan.approval()).toMatchObject({ approvedBy: otherLead.userId });
    expect((await plan.history()).slice(-2)).toEqual(['plan.approval_voided', 'plan.approved']);
  });

  it('never keeps the approval of what was changed at the same moment', async () => {
    for (const cost of [1, 2, 3, 4, 5]) {
      const measure = await plan.proposed({ title: `Try ${cost}` });
      await Promise.all([plan.approve(lead), plan.write(measure, { cost })]);
      const standing = await product.sql.query<{ covers: string[] }[]>(
        'SELECT covers FROM plan_approvals WHERE item_id = $1 AND voided_at IS NULL',
        [plan.itemId],
      );
      // Either the change came last and voided it, or the approval came last and is given to version 2.
      const ofOlder = standing.filter(({ covers }) => !covers.some((cover) => cover.startsWith(`${measure.id}@2 `)));
      expect(ofOlder).toEqual([]);
    }
  });
});
