import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '../../src/platform/database/index.js';
import { type GivenPerson, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

interface Measure {
  id: string;
  title: string;
  chosen: boolean;
  authors: string[];
  version: number;
}
interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string }[];
  blockers: { gate: string; code: string; message: string; waivable: boolean; fix: { where: string } }[];
}

const whole = {
  technical: 'ready',
  resources: 'available',
  risk: 'low',
  peopleWeeks: 2,
  cost: 1500.5,
  leadTimeDays: 30,
  risks: [{ risk: 'Fraud rises', mitigation: 'A limit per device' }],
  expectedEffect: 'Fewer give up at the code',
  expectedMetricChange: 0.05,
};
const PLAN_GATES = [
  'measures-address-confirmed-causes',
  'feasibility-is-marked',
  'effort-is-estimated',
  'risks-are-mitigated',
  'effect-is-expected',
  'plan-is-approved',
];
const NOT_APPROVED = { approvedBy: null, approvedByName: null, approvedAt: null, note: null };

describe('the plan of an item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let otherLead: GivenPerson;
  let member: GivenPerson;
  let key: string;
  let itemId: string;
  let path: string;
  let causeId: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    otherLead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    ({ key, id: itemId } = await product.given.item(workspace, { stage: 'plan', ownerId: lead.userId }));
    path = `${workspace.path}/items/${key}`;
    causeId = await cause('The SMS code takes 40 s');
  });

  async function cause(statement: string, state = 'confirmed', cycle = 1): Promise<string> {
    const id = newId();
    await product.sql.query(
      `INSERT INTO causes (id, workspace_id, item_id, cycle, method, hypothesis, statement, state, verification_method,
         evidence, impact_share, created_at)
       VALUES ($1, $2, $3, $4, 'five_why', $5, $5, $6, 'data', 'log of 3 months', 0.3, now())`,
      [id, workspace.id, itemId, cycle, statement, state],
    );
    return id;
  }
  async function proposed(more: Json = {}, by: GivenPerson = member): Promise<Measure> {
    const body = { causeId, title: 'Merge two steps', description: 'Ask for the code last', ...more };
    const answer = await by.http.post<Measure>(`${path}/measures`, body);
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const write = ({ id, version }: Measure, change: Json, by: GivenPerson = member) =>
    by.http.patch<Measure & Refusal>(`${workspace.path}/measures/${id}`, change, version);
  const approve = (by: GivenPerson, note?: string) =>
    by.http.post<Refusal & Json>(`${path}/plan-approval`, note === undefined ? {} : { note });
  const approval = async () => (await member.http.get(`${path}/plan-approval`)).body;
  const startPilot = (more: Json = {}) =>
    lead.http.post<Refusal>(`${path}/transitions`, { name: 'start_pilot', ...more });
  async function blockers(more: Json = {}): Promise<Refusal['blockers']> {
    const refused = await startPilot(more);
    expect(refused.status).toBe(422);
    return refused.body.blockers.filter(({ gate }) => PLAN_GATES.includes(gate));
  }
  const codesAt = async (gate: string) =>
    (await blockers()).filter((blocker) => blocker.gate === gate).map(({ code }) => code);
  const history = async () =>
    (await lead.http.get<{ rows: { action: string }[] }>(`${path}/history`)).body.rows.map(({ action }) => action);

  it('is ready for its pilot once measures are whole and somebody else approved them', async () => {
    const measure = await proposed();
    expect(measure).toMatchObject({ chosen: true, causeId, causeState: 'confirmed', authors: [member.userId] });
    const written = await write(measure, whole);
    expect(written.status).toBe(200);
    expect(written.body).toMatchObject({ ...whole, version: 2 });
    expect(written.headers.get('etag')).toBe('"2"');
    const approved = await approve(lead, 'Small and reversible');
    expect(approved.status).toBe(200);
    expect(approved.body).toEqual({
      approvedBy: lead.userId,
      approvedByName: lead.name,
      approvedAt: product.clock.now().toISOString(),
      note: 'Small and reversible',
    });
    expect(await blockers()).toEqual([]);
    expect(await history()).toEqual(['measure.proposed', 'measure.edited', 'plan.approved']);
  });

  it('is told everything that it lacks at once, what may be waived among it, and nothing changes', async () => {
    await proposed();
    const told = await blockers();
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
    expect(told.at(-1)?.fix.where).toBe(`items/${key}/plan-approval`);
    expect((await lead.http.get(path)).body).toMatchObject({ stage: 'plan', version: 1 });
  });

  it('has at least one measure chosen; what is set aside is asked for nothing', async () => {
    expect((await blockers()).map(({ code }) => code)).toEqual(['no-measure-chosen', 'not-approved']);
    await proposed({ chosen: false });
    expect((await blockers()).map(({ code }) => code)).toEqual(['no-measure-chosen', 'not-approved']);
  });

  it('answers confirmed causes only', async () => {
    const rejected = await cause('The price is too high', 'rejected');
    await write(await proposed({ causeId: rejected, title: 'Cut the price' }), whole);
    const [told] = await blockers();
    expect(told).toMatchObject({ gate: 'measures-address-confirmed-causes', code: 'cause-not-confirmed' });
    expect(told?.message).toBe('The measure "Cut the price" answers "The price is too high", which is not a confirmed cause.'); // prettier-ignore
  });

  it('does not go ahead with what cannot be done, nor with a risk that nobody answers', async () => {
    const measure = await proposed();
    const bad = { ...whole, technical: 'not_possible', resources: 'not_available', risks: [{ risk: 'Fraud rises' }] };
    expect((await write(measure, bad)).body).toMatchObject({ risks: [{ risk: 'Fraud rises', mitigation: null }] });
    expect(await codesAt('feasibility-is-marked')).toEqual(['not-possible', 'not-available']);
    expect(await codesAt('risks-are-mitigated')).toEqual(['no-mitigation']);
    const chinese = await lead.http.post<Refusal>(
      `${path}/transitions`,
      { name: 'start_pilot' },
      { 'accept-language': 'zh-CN' },
    );
    expect(chinese.body.blockers.find(({ code }) => code === 'no-mitigation')?.message).toBe(
      '措施“Merge two steps”的风险“Fraud rises”没有应对办法。',
    );
  });

  it('goes ahead without an estimate by an approved waiver, and by none without an approval', async () => {
    const { peopleWeeks: _, ...rest } = whole;
    await write(await proposed(), rest);
    await approve(lead);
    const waiver = { gate: 'effort-is-estimated', reason: 'An hour of work', expiresOn: '2026-12-31' };
    const asked = await lead.http.post<{ id: string }>(`${path}/waivers`, waiver);
    expect((await blockers({ waivers: ['effort-is-estimated'] })).map(({ code }) => code)).toEqual(['no-peopleWeeks']);
    await otherLead.http.post(`${path}/waivers/${asked.body.id}/approval`);
    expect(await blockers({ waivers: ['effort-is-estimated'] })).toEqual([]);
    const never = await lead.http.post<Refusal>(`${path}/waivers`, { ...waiver, gate: 'plan-is-approved' });
    expect(never.body.errors).toMatchObject([{ field: 'gate', code: 'not_waivable' }]);
  });

  it('is approved by nobody who wrote a part of it', async () => {
    const measure = await proposed({}, lead);
    expect((await approve(lead)).body).toMatchObject({ status: 403, code: 'not_yours' });
    await write(measure, { expectedEffect: 'Fewer give up' }, otherLead);
    expect((await approve(otherLead)).body).toMatchObject({ status: 403, code: 'not_yours' });
    expect((await approve(member)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await approval()).toEqual(NOT_APPROVED);
    const third = await product.given.person(workspace, 'admin');
    expect((await approve(third)).status).toBe(200);
  });

  it('may be approved by who only picked among the measures of others', async () => {
    const measure = await proposed({ chosen: false });
    const chosen = await write(measure, { chosen: true }, lead);
    expect(chosen.body).toMatchObject({ chosen: true, authors: [member.userId] });
    expect((await approve(lead)).status).toBe(200);
    expect(await history()).toEqual(['measure.proposed', 'measure.chosen', 'plan.approved']);
  });

  it('is approved once, and not while it is empty', async () => {
    expect((await approve(lead)).body).toMatchObject({ status: 409, code: 'conflict' });
    await proposed();
    const answers = await Promise.all([approve(lead), approve(otherLead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await approve(lead)).body).toMatchObject({ code: 'already_exists' });
  });

  const changes: [string, (chosen: Measure, aside: Measure) => Promise<unknown>][] = [
    ['changes a chosen measure', (chosen) => write(chosen, { cost: 9000 })],
    ['sets a chosen measure aside', (chosen) => write(chosen, { chosen: false })],
    ['chooses another', (_chosen, aside) => write(aside, { chosen: true })],
    ['proposes another', () => proposed({ title: 'Also this' })],
  ];
  it.each(changes)('loses its approval when somebody %s', async (name, change) => {
    const chosen = await proposed();
    const aside = await proposed({ title: 'Not now', chosen: false });
    await approve(lead);
    await change(chosen, aside);
    expect(await approval()).toEqual(NOT_APPROVED);
    expect((await history()).filter((action) => action === 'plan.approval_voided')).toHaveLength(1);
    expect((await blockers()).at(-1)).toMatchObject({ gate: 'plan-is-approved' });
    await write({ ...aside, version: aside.version + (name === 'chooses another' ? 1 : 0) }, { cost: 1 });
    expect((await history()).filter((action) => action === 'plan.approval_voided')).toHaveLength(1);
  });

  it('keeps its approval when only what is set aside changes, or nothing does', async () => {
    const chosen = await proposed();
    const { body: written } = await write(chosen, whole);
    const aside = await proposed({ title: 'Not now', chosen: false });
    await approve(lead);
    await write(aside, { title: 'Perhaps later' });
    await proposed({ title: 'Never', chosen: false });
    expect((await write(written, whole)).body.version).toBe(2);
    expect(await approval()).toMatchObject({ approvedBy: lead.userId });
  });

  it('loses its approval with the loop, and can be approved anew', async () => {
    await proposed();
    await approve(lead);
    await product.sql.query(`UPDATE items SET stage = 'pilot' WHERE id = $1`, [itemId]);
    await lead.http.post(`${path}/transitions`, { name: 'revise_plan', reason: 'It lost' });
    expect(await approval()).toEqual(NOT_APPROVED);
    expect(await codesAt('plan-is-approved')).toEqual(['not-approved']);
    expect((await approve(otherLead)).status).toBe(200);
  });

  it('loses its approval when a cause it answers has changed since', async () => {
    await proposed();
    await approve(lead);
    await product.sql.query(`UPDATE items SET stage = 'diagnosis' WHERE id = $1`, [itemId]);
    await member.http.patch(`${workspace.path}/causes/${causeId}`, { impactShare: 0.01 }, 1);
    await product.sql.query(`UPDATE items SET stage = 'plan' WHERE id = $1`, [itemId]);
    expect(await approval()).toEqual(NOT_APPROVED);
    expect(await codesAt('plan-is-approved')).toEqual(['approval-outdated']);
    expect((await approve(otherLead)).status).toBe(200);
    expect(await approval()).toMatchObject({ approvedBy: otherLead.userId });
    expect((await history()).slice(-2)).toEqual(['plan.approval_voided', 'plan.approved']);
  });

  it('never keeps the approval of what was changed at the same moment', async () => {
    for (const cost of [1, 2, 3, 4, 5]) {
      const measure = await proposed({ title: `Try ${cost}` });
      await Promise.all([approve(lead), write(measure, { cost })]);
      const standing = await product.sql.query<{ covers: string[] }[]>(
        'SELECT covers FROM plan_approvals WHERE item_id = $1 AND voided_at IS NULL',
        [itemId],
      );
      // Either the change came last and voided it, or the approval came last and is given to version 2.
      const ofOlder = standing.filter(({ covers }) => !covers.some((cover) => cover.startsWith(`${measure.id}@2 `)));
      expect(ofOlder).toEqual([]);
    }
  });

  it('takes causes of the same item and cycle only', async () => {
    const earlier = await cause('Last year', 'confirmed', 2);
    const other = await product.given.item(workspace, { stage: 'plan' });
    const body = { causeId, title: 'x', description: 'y' };
    const elsewhere = await member.http.post<Refusal>(`${workspace.path}/items/${other.key}/measures`, body);
    expect(elsewhere.body.errors).toMatchObject([{ field: 'causeId', code: 'no_cause' }]);
    const measure = await proposed();
    expect((await write(measure, { causeId: earlier })).body.errors).toMatchObject([{ field: 'causeId' }]);
    const second = await cause('A second cause');
    expect((await write(measure, { causeId: second })).body).toMatchObject({ causeStatement: 'A second cause' });
  });

  it('is written in stage plan alone, and earlier cycles stay readable and fixed', async () => {
    const measure = await proposed();
    await product.sql.query('UPDATE items SET cycle = 2 WHERE id = $1', [itemId]);
    expect((await member.http.get(`${path}/measures`)).body).toEqual([]);
    expect((await member.http.get<Measure[]>(`${path}/measures?cycle=1`)).body).toMatchObject([{ id: measure.id }]);
    expect((await write(measure, { cost: 1 })).body).toMatchObject({ status: 409, code: 'conflict' });
    await product.sql.query(`UPDATE items SET stage = 'pilot', cycle = 1 WHERE id = $1`, [itemId]);
    const late = await member.http.post(`${path}/measures`, { causeId, title: 'x', description: 'y' });
    expect(late.body).toMatchObject({ status: 409, code: 'wrong_stage' });
    expect((await write(measure, { cost: 1 })).body).toMatchObject({ code: 'wrong_stage' });
    expect((await approve(lead)).body).toMatchObject({ code: 'wrong_stage' });
    await product.sql.query(`UPDATE items SET stage = 'plan', status = 'on_hold' WHERE id = $1`, [itemId]);
    expect((await approve(lead)).body).toMatchObject({ code: 'item_not_open' });
  });

  it('tells somebody who read an older version, and lets one of two writers at once win', async () => {
    const measure = await proposed();
    const answers = await Promise.all([write(measure, { cost: 1 }), write(measure, { cost: 2 }, lead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await write(measure, { cost: 3 })).status).toBe(412);
  });

  it('is open to doers, closed to auditors, and hidden from other workspaces', async () => {
    const measure = await proposed();
    const auditor = await product.given.person(workspace, 'auditor');
    const theirs = await product.given.workspace();
    const outsider = await product.given.person(theirs, 'admin');
    const body = { causeId, title: 'x', description: 'y' };
    const answers = await Promise.all([
      auditor.http.post(`${path}/measures`, body),
      write(measure, { cost: 1 }, auditor),
      approve(auditor),
      auditor.http.get(`${path}/measures`),
      outsider.http.post(`${theirs.path}/items/${key}/measures`, body),
      outsider.http.patch(`${theirs.path}/measures/${measure.id}`, { cost: 1 }, 1),
      outsider.http.post(`${theirs.path}/items/${key}/plan-approval`),
      outsider.http.get(`${theirs.path}/items/${key}/plan-approval`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 200, 404, 404, 404, 404]);
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
    const refused = await write(await proposed(), bad);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((problem) => problem.field)).toEqual([field]);
  });

  it('refuses a proposal with nothing in it, every field at once', async () => {
    const refused = await member.http.post<Refusal>(`${path}/measures`, {});
    expect(refused.body.errors.map(({ field }) => field).sort()).toEqual(['causeId', 'description', 'title']);
    expect((await approve(lead, ' ')).body.errors).toMatchObject([{ field: 'note' }]);
  });
});
