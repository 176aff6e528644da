import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { signed } from '../factories/signed.js';
import { GivenPlan, type Refusal, type ShownMeasure, WHOLE } from '../factories/given-plan.js';
import { type GivenPerson, type GivenSigner, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

describe('the plan of an item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let otherLead: GivenSigner;
  let member: GivenPerson;
  let plan: GivenPlan;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    otherLead = await product.given.signer(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    plan = await GivenPlan.in(product, workspace, { lead, otherLead, member });
  });

  it('is ready for its pilot once measures are whole and somebody else approved them', async () => {
    const measure = await plan.proposed();
    expect(measure).toMatchObject({
      chosen: true,
      causeId: plan.causeId,
      causeState: 'confirmed',
      authors: [member.userId],
    });
    const written = await plan.write(measure, WHOLE);
    expect(written.status).toBe(200);
    expect(written.body).toMatchObject({ ...WHOLE, version: 2 });
    expect(written.headers.get('etag')).toBe('"2"');
    expect((await lead.http.get(`${workspace.path}/measures/${measure.id}`)).body).toEqual(written.body);
    const approved = await plan.approve(lead, 'Small and reversible');
    expect(approved.status).toBe(200);
    expect(approved.body).toEqual({
      approvedBy: lead.userId,
      approvedByName: lead.name,
      approvedAt: product.clock.now().toISOString(),
      note: 'Small and reversible',
    });
    expect(await plan.blockers()).toEqual([]);
    expect(await plan.history()).toEqual(['measure.proposed', 'measure.edited', 'plan.approved']);
  });

  it('is told everything that it lacks at once, what may be waived among it, and nothing changes', async () => {
    await plan.proposed();
    const told = await plan.blockers();
    expect(told.map(({ gate, code }) => [gate, code])).toEqual([
      ['feasibility-is-marked', 'no-technical'],
      ['feasibility-is-marked', 'no-resources'],
      ['feasibility-is-marked', 'no-risk'],
      ['effort-is-estimated', 'no-peopleWeeks'],
      ['effort-is-estimated', 'no-cost'],
      ['effort-is-estimated', 'no-leadTimeDays'],
      ['risks-are-mitigated', 'no-risk'],
      ['effect-is-expected', 'no-effect'],
      ['plan-is-approved', 'not-approved'],
    ]);
    const waivable = new Set(told.filter((blocker) => blocker.waivable).map(({ gate }) => gate));
    expect([...waivable]).toEqual(['effort-is-estimated', 'risks-are-mitigated']);
    expect(told.at(-1)?.fix.where).toBe(`items/${plan.key}/plan-approval`);
    expect((await lead.http.get(plan.path)).body).toMatchObject({ stage: 'plan', version: 1 });
  });

  it('has at least one measure chosen; what is set aside is asked for nothing', async () => {
    expect((await plan.blockers()).map(({ code }) => code)).toEqual(['no-measure-chosen', 'not-approved']);
    await plan.proposed({ chosen: false });
    expect((await plan.blockers()).map(({ code }) => code)).toEqual(['no-measure-chosen', 'not-approved']);
  });

  it('answers confirmed causes only', async () => {
    const rejected = await plan.cause('The price is too high', 'rejected');
    await plan.write(await plan.proposed({ causeId: rejected, title: 'Cut the price' }), WHOLE);
    const [told] = await plan.blockers();
    expect(told).toMatchObject({ gate: 'measures-address-confirmed-causes', code: 'cause-not-confirmed' });
    expect(told?.message).toBe('The measure "Cut the price" answers "The price is too high", which is not a confirmed cause.'); // prettier-ignore
  });

  it('does not go ahead with what cannot be done, nor with a risk that nobody answers', async () => {
    const measure = await plan.proposed();
    const bad = { ...WHOLE, technical: 'not_possible', resources: 'not_available', risks: [{ risk: 'Fraud rises' }] };
    expect((await plan.write(measure, bad)).body).toMatchObject({ risks: [{ risk: 'Fraud rises', mitigation: null }] });
    expect(await plan.codesAt('feasibility-is-marked')).toEqual(['not-possible', 'not-available']);
    expect(await plan.codesAt('risks-are-mitigated')).toEqual(['no-mitigation']);
    const chinese = await lead.http.post<Refusal>(
      `${plan.path}/transitions`,
      { name: 'start_pilot' },
      { 'accept-language': 'zh-CN' },
    );
    expect(chinese.body.blockers.find(({ code }) => code === 'no-mitigation')?.message).toBe(
      '措施“Merge two steps”的风险“Fraud rises”没有应对办法。',
    );
  });

  it('goes ahead without an estimate by an approved waiver, and by none without an approval', async () => {
    const { peopleWeeks: _, ...rest } = WHOLE;
    await plan.write(await plan.proposed(), rest);
    await plan.approve(lead);
    const waiver = { gate: 'effort-is-estimated', reason: 'An hour of work', expiresOn: '2026-12-31' };
    const asked = await lead.http.post<{ id: string }>(`${plan.path}/waivers`, waiver);
    expect((await plan.blockers({ waivers: ['effort-is-estimated'] })).map(({ code }) => code)).toEqual([
      'no-peopleWeeks',
    ]);
    await otherLead.seated.post(`${plan.path}/waivers/${asked.body.id}/approval`, signed());
    expect(await plan.blockers({ waivers: ['effort-is-estimated'] })).toEqual([]);
    const never = await lead.http.post<Refusal>(`${plan.path}/waivers`, { ...waiver, gate: 'plan-is-approved' });
    expect(never.body.errors).toMatchObject([{ field: 'gate', code: 'not_waivable' }]);
  });

  it('takes causes of the same item and cycle only', async () => {
    const earlier = await plan.cause('Last year', 'confirmed', 2);
    const other = await product.given.item(workspace, { stage: 'plan' });
    await product.given.seat(other, member);
    const body = { causeId: plan.causeId, title: 'x', description: 'y' };
    const elsewhere = await member.http.post<Refusal>(`${workspace.path}/items/${other.key}/measures`, body);
    expect(elsewhere.body.errors).toMatchObject([{ field: 'causeId', code: 'no_cause' }]);
    const measure = await plan.proposed();
    expect((await plan.write(measure, { causeId: earlier })).body.errors).toMatchObject([{ field: 'causeId' }]);
    const second = await plan.cause('A second cause');
    expect((await plan.write(measure, { causeId: second })).body).toMatchObject({ causeStatement: 'A second cause' });
  });

  it('is written in stage plan alone, and earlier cycles stay readable and fixed', async () => {
    const measure = await plan.proposed();
    await plan.stands({ cycle: 2 });
    expect((await member.http.get(`${plan.path}/measures`)).body).toEqual([]);
    expect((await member.http.get<ShownMeasure[]>(`${plan.path}/measures?cycle=1`)).body).toMatchObject([
      { id: measure.id },
    ]);
    expect((await plan.write(measure, { cost: 1 })).body).toMatchObject({ status: 409, code: 'conflict' });
    await plan.stands({ stage: 'pilot', cycle: 1 });
    const late = await member.http.post(`${plan.path}/measures`, {
      causeId: plan.causeId,
      title: 'x',
      description: 'y',
    });
    expect(late.body).toMatchObject({ status: 409, code: 'wrong_stage' });
    expect((await plan.write(measure, { cost: 1 })).body).toMatchObject({ code: 'wrong_stage' });
    expect((await plan.approve(lead)).body).toMatchObject({ code: 'wrong_stage' });
    await plan.stands({ stage: 'plan', status: 'on_hold' });
    expect((await plan.approve(lead)).body).toMatchObject({ code: 'item_not_open' });
  });

  it('tells somebody who read an older version, and lets one of two writers at once win', async () => {
    const measure = await plan.proposed();
    const answers = await Promise.all([plan.write(measure, { cost: 1 }), plan.write(measure, { cost: 2 }, lead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await plan.write(measure, { cost: 3 })).status).toBe(412);
  });

  it('is open to doers, closed to auditors, and hidden from other workspaces', async () => {
    const measure = await plan.proposed();
    const auditor = await product.given.person(workspace, 'auditor');
    const theirs = await product.given.workspace();
    const outsider = await product.given.person(theirs, 'admin');
    const body = { causeId: plan.causeId, title: 'x', description: 'y' };
    const answers = await Promise.all([
      auditor.http.post(`${plan.path}/measures`, body),
      plan.write(measure, { cost: 1 }, auditor),
      plan.approve(auditor),
      auditor.http.get(`${plan.path}/measures`),
      outsider.http.post(`${theirs.path}/items/${plan.key}/measures`, body),
      outsider.http.get(`${theirs.path}/measures/${measure.id}`),
      outsider.http.patch(`${theirs.path}/measures/${measure.id}`, { cost: 1 }, 1),
      outsider.http.post(`${theirs.path}/items/${plan.key}/plan-approval`),
      outsider.http.get(`${theirs.path}/items/${plan.key}/plan-approval`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 200, 404, 404, 404, 404, 404]);
  });

  it.each<[string, Json]>([
    ['causeId', { causeId: 'the first' }],
    ['causeId', { causeId: null }],
    ['title', { title: null }],
    ['description', { description: '' }],
    ['chosen', { chosen: 'yes' }],
    ['chosen', { chosen: null }],
    ['technical', { technical: 'easy' }],
    ['resources', { resources: 'plenty' }],
    ['risk', { risk: 'none' }],
    ['peopleWeeks', { peopleWeeks: -1 }],
    ['cost', { cost: '1500' }],
    ['leadTimeDays', { leadTimeDays: 1.5 }],
    ['risks', { risks: null }],
    ['risks', { risks: 'many' }],
    ['risks.0.risk', { risks: [{ mitigation: 'pray' }] }],
    ['risks.0.owner', { risks: [{ risk: 'Fraud', owner: 'me' }] }],
    ['expectedEffect', { expectedEffect: 5 }],
    ['expectedMetricChange', { expectedMetricChange: 1e16 }],
    ['approved', { approved: true }],
  ])('refuses a measure with a bad %s', async (field, bad) => {
    const refused = await plan.write(await plan.proposed(), bad);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((problem) => problem.field)).toEqual([field]);
  });

  it('refuses a proposal with nothing in it, every field at once', async () => {
    const refused = await member.http.post<Refusal>(`${plan.path}/measures`, {});
    expect(refused.body.errors.map(({ field }) => field).sort()).toEqual(['causeId', 'description', 'title']);
    expect((await plan.approve(lead, ' ')).body.errors).toMatchObject([{ field: 'note' }]);
  });
});
