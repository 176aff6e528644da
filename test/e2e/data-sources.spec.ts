import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Refusal } from '../factories/given-plan.js';
import { type GivenPerson, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

const source = {
  name: 'Registration funnel',
  kind: 'behaviour',
  rangeFrom: '2026-08-01',
  rangeTo: '2026-10-31',
  comparison: 'month_over_month',
};

describe('the data of a diagnosis', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let key: string;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    const item = await product.given.item(workspace, { stage: 'diagnosis', ownerId: lead.userId });
    await product.given.seat(item, member);
    key = item.key;
    path = `${workspace.path}/items/${key}`;
  });

  const blockersOf = async (gate: string) => {
    const { body } = await lead.http.post<Refusal>(`${path}/transitions`, { name: 'start_planning' });
    return body.blockers.filter((blocker) => blocker.gate === gate);
  };
  const historyOf = async () => {
    const { body } = await lead.http.get<{ rows: { action: string; reason: string | null }[] }>(`${path}/history`);
    return body.rows.map(({ action }) => action);
  };

  it('counts data without a comparison once the note says why there is none', async () => {
    const body = { ...source, comparison: 'none', comparisonNote: 'A new funnel', cleaning: '2 % repeats removed' };
    await member.http.post(`${path}/data-sources`, body);
    expect(await blockersOf('data-sources-are-described')).toEqual([]);
  });

  it('forgets a dropped source at the gate, keeps it in the list, and wants to know why', async () => {
    expect(await blockersOf('data-sources-are-described')).toMatchObject([{ code: 'no-data-source' }]);
    const { body } = await member.http.post<{ id: string }>(`${path}/data-sources`, { ...source, cleaning: 'clean' });
    const at = `${workspace.path}/data-sources/${body.id}`;
    const unexplained = await member.http.patch<Refusal>(at, { dropped: true }, 1);
    expect(unexplained.body).toMatchObject({ code: 'invalid_fields', errors: [{ field: 'reason' }] });
    const dropped = await member.http.patch(at, { dropped: true, reason: 'Sampled wrongly' }, 1);
    expect((await member.http.get(at)).body).toEqual(dropped.body);
    expect(dropped.body).toMatchObject({ dropped: true, droppedReason: 'Sampled wrongly', version: 2 });
    expect(await blockersOf('data-sources-are-described')).toMatchObject([{ code: 'no-data-source' }]);
    expect((await member.http.get<Json[]>(`${path}/data-sources`)).body).toHaveLength(1);
    const onIt = await member.http.post<Refusal>(`${path}/causes`, {
      statement: 'x',
      method: 'five_why',
      dataSourceId: body.id,
    });
    expect(onIt.body).toMatchObject({ code: 'invalid_fields', errors: [{ field: 'dataSourceId' }] });
    expect(await historyOf()).toEqual(['data_source.added', 'data_source.dropped']);
  });

  it('does not lose a source on which a cause rests', async () => {
    const { body } = await member.http.post<{ id: string }>(`${path}/data-sources`, source);
    const cause = { statement: 'Costs $& rose', method: 'logic_tree', dataSourceId: body.id };
    const stated = await member.http.post<{ id: string }>(`${path}/causes`, cause);
    const drop = { dropped: true, reason: 'out of date' };
    const refused = await member.http.patch<Refusal>(`${workspace.path}/data-sources/${body.id}`, drop, 1);
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('“Costs $& rose”') });
    const rejected = { state: 'rejected', verificationMethod: 'data', evidence: 'Costs are flat' };
    await member.http.patch(`${workspace.path}/causes/${stated.body.id}`, rejected, 1);
    expect((await member.http.patch(`${workspace.path}/data-sources/${body.id}`, drop, 1)).status).toBe(200);
  });

  it.each<[string, Json]>([
    ['name', { name: ' ' }],
    ['kind', { kind: 'gut feeling' }],
    ['rangeFrom', { rangeFrom: '2026-02-30' }],
    ['rangeTo', { rangeTo: '2026-07-31' }],
    ['comparison', { comparison: 'vs_last_week' }],
    ['comparisonNote', { comparisonNote: 7 }],
    ['cleaning', { cleaning: '' }],
    ['colour', { colour: 'red' }],
  ])('refuses a data source with a bad %s', async (field, bad) => {
    const refused = await member.http.post<Refusal>(`${path}/data-sources`, { ...source, ...bad });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((problem) => problem.field)).toEqual([field]);
  });

  it('refuses to empty what a source must say, and a range turned round by a change', async () => {
    const { body } = await member.http.post<{ id: string }>(`${path}/data-sources`, source);
    const bad = { name: null, kind: null, comparison: null, rangeTo: '2026-07-01' };
    const refused = await member.http.patch<Refusal>(`${workspace.path}/data-sources/${body.id}`, bad, 1);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }) => field).sort()).toEqual(['comparison', 'kind', 'name', 'rangeTo']);
  });
});
