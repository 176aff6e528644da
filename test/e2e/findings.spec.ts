import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Finding {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly permitted: string[];
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: { readonly field: string; readonly code: string }[];
}

describe('a finding', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let auditor: GivenPerson;
  let lead: GivenPerson;
  let otherLead: GivenPerson;
  let member: GivenPerson;
  let path: string;
  let itemId: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    [auditor, lead, otherLead, member] = [
      await product.given.person(workspace, 'auditor'),
      await product.given.person(workspace, 'lead'),
      await product.given.person(workspace, 'lead'),
      await product.given.person(workspace, 'member'),
    ];
    const item = await product.given.item(workspace, { ownerId: lead.userId, status: 'closed', stage: 'review' });
    [path, itemId] = [`${workspace.path}/items/${item.key}/findings`, item.id];
  });
  afterAll(() => product.stop());

  const raise = async (by = auditor) =>
    by.http.post<Finding & Refusal>(path, { about: 'review', severity: 'major', statement: 'No baseline was kept' });
  const answer = ({ id, version }: Finding, by = lead) =>
    by.http.post<Finding & Refusal>(`${workspace.path}/findings/${id}/answer`, { answer: 'Kept since' }, tag(version));
  const judge = ({ id, version }: Finding, body: object, by = auditor, headers = {}) =>
    by.http.post<Finding & Refusal>(`${workspace.path}/findings/${id}/verdict`, body, { ...tag(version), ...headers });
  const tag = (version: number) => ({ 'if-match': `"${version}"` });

  it('is raised at a closed item, answered by its lead, taken up again and verified, and the trail tells it', async () => {
    const raised = await raise();
    expect(raised.body).toMatchObject({
      state: 'open',
      about: 'review',
      severity: 'major',
      permitted: ['findings.write'],
    });
    const answered = await answer(raised.body);
    expect(answered.body).toMatchObject({ state: 'answered', answer: 'Kept since', answeredBy: lead.userId });
    const reopened = await judge(answered.body, { verdict: 'reopened', reason: 'Only from March on' });
    expect(reopened.body).toMatchObject({ state: 'reopened', judgedBy: auditor.userId });
    const again = await answer(reopened.body);
    const verified = await judge(again.body, { verdict: 'verified' });
    expect(verified.body).toMatchObject({ state: 'verified', version: 5 });
    expect((await member.http.get<Finding[]>(path)).body).toMatchObject([{ id: raised.body.id, permitted: [] }]);
    const trail = await product.sql.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE item_id = $1 AND subject_type = 'finding' ORDER BY id`,
      [itemId],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'finding.raised', 'finding.answered', 'finding.reopened', 'finding.answered', 'finding.verified',
    ]); // prettier-ignore
  });

  it('is for auditors to raise and judge, and for leads of the item to answer', async () => {
    expect((await raise(lead)).status).toBe(403);
    const { body } = await raise();
    expect((await answer(body, auditor)).status).toBe(403);
    const unit = { id: '0198c0de-0000-7000-8000-00000000abcd', name: 'Audited' };
    await product.sql.query('INSERT INTO units (id, workspace_id, name, created_at) VALUES ($1, $2, $3, now())', [
      unit.id,
      workspace.id,
      unit.name,
    ]);
    await product.sql.query('UPDATE items SET unit_id = $2 WHERE id = $1', [itemId, unit.id]);
    expect((await answer(body, otherLead)).body).toMatchObject({ code: 'not_yours' });
    const answered = await answer(body);
    expect((await judge(answered.body, { verdict: 'verified' }, lead)).status).toBe(403);
  });

  it('goes only where its state leads, once, and says why it is taken up again', async () => {
    const { body } = await raise();
    const early = await judge(body, { verdict: 'verified' }, auditor, { 'accept-language': 'zh-CN' });
    expect(early.body).toMatchObject({ code: 'illegal_state', detail: '审计发现不能从“待回复”变为“已核实”。' });
    const both = await Promise.all([answer(body), answer(body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const silent = await judge({ ...body, version: 2 }, { verdict: 'reopened' });
    expect(silent.body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed' }]);
    expect((await judge(body, { verdict: 'verified' })).body).toMatchObject({ code: 'stale_version' });
  });

  it('is not judged by who answered it', async () => {
    const admin = await product.given.person(workspace, 'admin');
    const answered = await answer((await raise()).body, admin);
    expect((await judge(answered.body, { verdict: 'verified' }, admin)).body).toMatchObject({ code: 'not_yours' });
  });

  it('does not exist in another workspace, and names every bad field', async () => {
    const { body } = await raise();
    const stranger = await product.given.person(await product.given.workspace(), 'auditor');
    expect((await stranger.http.get(`${workspace.path}/findings/${body.id}`)).status).toBe(404);
    const refused = await auditor.http.post<Refusal>(path, { about: 'weather', severity: 'x' });
    expect(refused.body.errors.map(({ field }) => field).sort()).toEqual(['about', 'severity', 'statement']);
  });
});
