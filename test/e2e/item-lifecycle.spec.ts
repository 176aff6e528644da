import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

describe('an item on its way to kickoff', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());

  it('is opened with a gapless key and stands in stage trigger', async () => {
    const opened = await lead.http.post(`${workspace.path}/items`, {
      title: 'Conversion fell',
      type: 'metric_anomaly',
    });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ key: 'CI-202611-001', stage: 'trigger', status: 'active', version: 1 });
    expect(opened.headers.get('etag')).toBe('"1"');
  });

  it('is told everything that is missing at once, and nothing changes', async () => {
    const item = await product.given.item(workspace);
    const refused = await lead.http.post(`${workspace.path}/items/${item.key}/transitions`, { name: 'start_kickoff' });
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const gates = (refused.body as { blockers: { gate: string }[] }).blockers.map(({ gate }) => gate);
    expect(new Set(gates)).toEqual(
      new Set(['evidence-is-recorded', 'triage-is-set', 'problem-is-structural', 'owner-is-set']),
    );
    const after = await lead.http.get(`${workspace.path}/items/${item.key}`);
    expect(after.body).toMatchObject({ stage: 'trigger', version: 1 });
  });

  it('moves once everything is there, and the history says so', async () => {
    const item = await product.given.item(workspace);
    const path = `${workspace.path}/items/${item.key}`;
    await lead.http.post(`${path}/evidence`, { statement: 'Conversion 14 % on three days', source: 'BI' });
    const fields = { impact: 3, urgency: 2, severity: 'P1', classification: 'structural', ownerId: lead.userId };
    const edited = await lead.http.patch(path, fields, 1);
    expect(edited.body).toMatchObject({ version: 2, priority: 6, classifiedBy: lead.userId });
    const moved = await lead.http.post(`${path}/transitions`, { name: 'start_kickoff' });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ stage: 'kickoff', version: 3 });
    const history = await lead.http.get<{ rows: { action: string; actorName: string }[] }>(`${path}/history`);
    expect(history.body.rows.map(({ action }) => action)).toEqual([
      'item.evidence_recorded',
      'item.edited',
      'item.stage_advanced',
    ]);
    expect(history.body.rows[0]?.actorName).toBe(lead.name);
  });

  it('answers in Chinese when asked to', async () => {
    const item = await product.given.item(workspace);
    const refused = await lead.http.post(
      `${workspace.path}/items/${item.key}/transitions`,
      { name: 'close' },
      { 'accept-language': 'zh-CN' },
    );
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'illegal_transition', detail: expect.stringContaining('触发') });
  });

  it('lets one of two people who advance at once win, and tells the other 409', async () => {
    const item = await product.given.item(workspace, {
      impact: 1, urgency: 1, severity: 'P2', classification: 'structural', classifiedBy: lead.userId, ownerId: lead.userId,
    }); // prettier-ignore
    const path = `${workspace.path}/items/${item.key}`;
    await lead.http.post(`${path}/evidence`, { statement: 'seen' });
    const other = await product.given.person(workspace, 'lead');
    const answers = await Promise.all(
      [lead, other].map(({ http }) => http.post(`${path}/transitions`, { name: 'start_kickoff' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
