import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Refusal } from '../factories/given-plan.js';
import { type GivenPerson, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore

interface Cause {
  id: string;
  parentId: string | null;
  statement: string;
  state: string;
  depth: number;
  version: number;
}

const source = {
  name: 'Registration funnel',
  kind: 'behaviour',
  rangeFrom: '2026-08-01',
  rangeTo: '2026-10-31',
  comparison: 'month_over_month',
};
const verdict = {
  verificationMethod: 'interview',
  evidence: '8 of 10 users gave up at the SMS code',
  impactShare: 0.32,
};

describe('the diagnosis of an item', () => {
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

  async function stated(statement: string, more: Json = {}): Promise<Cause> {
    const body = { statement, method: 'logic_tree', ...more };
    const answer = await member.http.post<Cause>(`${path}/causes`, body);
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const judge = ({ id, version }: Cause, change: Json) =>
    member.http.patch<Cause & Refusal>(`${workspace.path}/causes/${id}`, change, version);
  const startPlanning = () => lead.http.post<Refusal & Json>(`${path}/transitions`, { name: 'start_planning' });
  const blockersOf = async (gate: string) => {
    const { body } = await startPlanning();
    return (body.blockers ?? []).filter((blocker) => blocker.gate === gate);
  };
  const historyOf = async () => {
    const { body } = await lead.http.get<{ rows: { action: string; reason: string | null }[] }>(`${path}/history`);
    return body.rows.map(({ action }) => action);
  };

  it('leads to the plan once data, tree and verdicts are there', async () => {
    const added = await member.http.post<{ id: string }>(`${path}/data-sources`, { ...source, cleaning: 'No repeats' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ ...source, cleaning: 'No repeats', createdByName: member.name, version: 1 });
    expect(added.headers.get('etag')).toBe('"1"');
    const root = await stated('Registration converts badly', { dataSourceId: added.body.id });
    const leaf = await stated('The SMS code arrives late', {
      parentId: root.id,
      problemModule: 'Registration',
      metricPerformance: '15 % vs industry mean 22 %',
    });
    const confirmed = await judge(leaf, { ...verdict, statement: 'The SMS code takes 40 s', state: 'confirmed' });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body).toMatchObject({
      state: 'confirmed',
      hypothesis: 'The SMS code arrives late',
      statement: 'The SMS code takes 40 s',
      decidedByName: member.name,
      version: 2,
    });
    expect((await judge(root, { ...verdict, state: 'rejected', impactShare: null })).status).toBe(200);
    const shown = await lead.http.get(`${workspace.path}/causes/${leaf.id}`);
    expect(shown.body).toEqual(confirmed.body);
    expect(shown.headers.get('etag')).toBe('"2"');
    const moved = await startPlanning();
    expect(moved.body).toMatchObject({ stage: 'plan' });
    expect(await historyOf()).toEqual([
      'data_source.added',
      'cause.stated',
      'cause.stated',
      'cause.confirmed',
      'cause.rejected',
      'item.stage_advanced',
    ]);
  });

  it('is told everything that keeps it from the plan at once, none of it waivable, and nothing changes', async () => {
    await member.http.post(`${path}/data-sources`, { ...source, name: 'Tickets', comparison: 'none' });
    await stated('The form is too long');
    await stated('The page is slow');
    const refused = await startPlanning();
    expect(refused.status).toBe(422);
    expect(refused.body.blockers.map(({ gate, code, fix }) => [gate, code, fix.where])).toEqual([
      ['data-sources-are-described', 'source-lacks-comparison', `items/${key}/data-sources`],
      ['data-sources-are-described', 'source-lacks-cleaning', `items/${key}/data-sources`],
      ['cause-tree-is-built', 'no-tree', `items/${key}/causes`],
      ['cause-is-confirmed', 'no-confirmed-cause', `items/${key}/causes`],
      ['no-hypothesis-is-open', 'hypothesis-open', `items/${key}/causes`],
      ['no-hypothesis-is-open', 'hypothesis-open', `items/${key}/causes`],
    ]);
    const { blockers } = refused.body;
    expect(blockers.every(({ waivable }) => !waivable)).toBe(true);
    expect(blockers[0]?.message).toBe('The data source "Tickets" lacks its comparison, or why there is none.');
    expect(blockers.at(-1)?.message).toContain('The page is slow');
    expect((await lead.http.get(path)).body).toMatchObject({ stage: 'diagnosis', version: 1 });
    const chinese = await lead.http.post<Refusal>(
      `${path}/transitions`,
      { name: 'start_planning' },
      { 'accept-language': 'zh-CN' },
    );
    expect(chinese.body.blockers[1]?.message).toBe('数据来源“Tickets”缺少:数据清洗结果。');
  });

  it('draws the tree in one list, each cause right before those that explain it', async () => {
    const root = await stated('Low conversion');
    const clicks = await stated('Low click rate', { parentId: root.id });
    await stated('Second root');
    await stated('Slow landing page', { parentId: clicks.id });
    const { body } = await member.http.get<Cause[]>(`${path}/causes`);
    expect(body.map(({ statement, depth }) => [statement, depth])).toEqual([
      ['Low conversion', 0],
      ['Low click rate', 1],
      ['Slow landing page', 2],
      ['Second root', 0],
    ]);
    expect(body[2]?.parentId).toBe(clicks.id);
    expect(await blockersOf('cause-tree-is-built')).toEqual([]);
  });

  it('takes a parent of the same item only, and never changes it', async () => {
    const elsewhere = await stated('Elsewhere');
    const other = await product.given.item(workspace, { stage: 'diagnosis' });
    await product.given.seat(other, member);
    const body = { statement: 'x', method: 'five_why', parentId: elsewhere.id };
    const refused = await member.http.post<Refusal>(`${workspace.path}/items/${other.key}/causes`, body);
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ field: 'parentId', code: 'no_cause' }]);
    const moved = await judge(elsewhere, { parentId: elsewhere.id });
    expect(moved.body.errors).toMatchObject([{ field: 'parentId', code: 'unknown_field' }]);
  });

  it('names every field a verdict lacks, and changes nothing', async () => {
    const cause = await stated('The form is too long');
    const refused = await judge(cause, { state: 'confirmed' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }) => field)).toEqual(['verificationMethod', 'evidence', 'impactShare']);
    const rejected = await judge(cause, { state: 'rejected' });
    expect(rejected.body.errors.map(({ field }) => field)).toEqual(['verificationMethod', 'evidence']);
    const { body } = await member.http.get<Cause[]>(`${path}/causes`);
    expect(body).toMatchObject([{ state: 'hypothesis', version: 1 }]);
  });

  it('takes a verdict back for a reason only, and says so in the history', async () => {
    const cause = await stated('The form is too long');
    const { body: confirmed } = await judge(cause, { ...verdict, state: 'confirmed' });
    expect((await judge(confirmed, { state: 'hypothesis' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const reopened = await judge(confirmed, { state: 'hypothesis', reason: 'Only loyal users were asked' });
    expect(reopened.body).toMatchObject({ state: 'hypothesis', decidedBy: null, decidedAt: null, version: 3 });
    const history = await lead.http.get<{ rows: Json[] }>(`${path}/history`);
    expect(history.body.rows.at(-1)).toMatchObject({ action: 'cause.reopened', reason: 'Only loyal users were asked' });
    expect(await blockersOf('cause-is-confirmed')).toHaveLength(1);
  });

  it('tells somebody who read an older version, and lets one of two writers at once win', async () => {
    const cause = await stated('The form is too long');
    const answers = await Promise.all([
      judge(cause, { evidence: 'five interviews' }),
      judge(cause, { evidence: 'six interviews' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const unversioned = await member.http.call('PATCH', `${workspace.path}/causes/${cause.id}`, { evidence: 'x' });
    expect(unversioned.status).toBe(428);
    expect((await judge(cause, { evidence: 'seven' })).status).toBe(412);
  });

  it('changes nothing and no version when nothing is new', async () => {
    const cause = await stated('The form is too long');
    expect((await judge(cause, { statement: 'The form is too long' })).body.version).toBe(1);
    expect(await historyOf()).toEqual(['cause.stated']);
  });

  it('is open to doers, closed to auditors, and shown to both', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const cause = await stated('The form is too long');
    const writes = [
      auditor.http.post(`${path}/data-sources`, source),
      auditor.http.post(`${path}/causes`, { statement: 'x', method: 'five_why' }),
      auditor.http.patch(`${workspace.path}/causes/${cause.id}`, { evidence: 'x' }, 1),
    ];
    expect((await Promise.all(writes)).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await auditor.http.get<Json[]>(`${path}/causes`)).body).toHaveLength(1);
  });

  it('answers 404 to ids of another workspace, and to what is no id', async () => {
    const cause = await stated('The form is too long');
    const { body } = await member.http.post<{ id: string }>(`${path}/data-sources`, source);
    const theirs = await product.given.workspace();
    const outsider = await product.given.person(theirs, 'admin');
    const calls = [
      outsider.http.patch(`${theirs.path}/causes/${cause.id}`, { evidence: 'x' }, 1),
      outsider.http.patch(`${theirs.path}/data-sources/${body.id}`, { name: 'x' }, 1),
      outsider.http.get(`${theirs.path}/causes/${cause.id}`),
      outsider.http.get(`${theirs.path}/data-sources/${body.id}`),
      outsider.http.get(`${theirs.path}/items/${key}/causes`),
      outsider.http.post(`${theirs.path}/items/${key}/causes`, { statement: 'x', method: 'five_why' }),
      member.http.patch(`${workspace.path}/causes/nonsense`, { evidence: 'x' }, 1),
    ];
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
  });

  it('is written in stage diagnosis alone, and again after a return to it', async () => {
    const { key: planned, id } = await product.given.item(workspace, { stage: 'diagnosis' });
    await product.given.seat({ id, workspaceId: workspace.id }, member);
    const below = `${workspace.path}/items/${planned}`;
    const cause = (await member.http.post<Cause>(`${below}/causes`, { statement: 'x', method: 'five_why' })).body;
    await product.sql.query(`UPDATE items SET stage = 'plan' WHERE id = $1`, [id]);
    const early = await member.http.post(`${below}/causes`, { statement: 'y', method: 'five_why' });
    expect(early.body).toMatchObject({ status: 409, code: 'wrong_stage' });
    expect((await judge(cause, { evidence: 'late' })).body).toMatchObject({ code: 'wrong_stage' });
    const back = await lead.http.post(`${below}/transitions`, { name: 'return_to_diagnosis', reason: 'New data' });
    expect(back.body).toMatchObject({ stage: 'diagnosis' });
    expect((await judge(cause, { evidence: 'the new data' })).status).toBe(200);
  });

  it('keeps what an earlier cycle found readable and fixed', async () => {
    const cause = await stated('What we thought last year');
    await product.sql.query('UPDATE items SET cycle = 2 WHERE key = $1', [key]);
    expect((await member.http.get<Cause[]>(`${path}/causes`)).body).toEqual([]);
    expect((await member.http.get<Cause[]>(`${path}/causes?cycle=1`)).body).toMatchObject([{ id: cause.id, cycle: 1 }]);
    expect((await judge(cause, { evidence: 'x' })).body).toMatchObject({ status: 409, code: 'conflict' });
    const below = { statement: 'x', method: 'five_why', parentId: cause.id };
    expect((await member.http.post<Refusal>(`${path}/causes`, below)).body.errors).toMatchObject([
      { field: 'parentId' },
    ]);
    expect(await blockersOf('cause-tree-is-built')).toHaveLength(1);
  });

  it.each<[string, Json]>([
    ['statement', { statement: null }],
    ['problemModule', { problemModule: 'x'.repeat(201) }],
    ['metricPerformance', { metricPerformance: 15 }],
    ['dataSourceId', { dataSourceId: '0192f0c1-0000-7000-8000-000000000000' }],
    ['verificationMethod', { verificationMethod: 'intuition' }],
    ['evidence', { evidence: 'a\0b' }],
    ['impactShare', { impactShare: 32 }],
    ['impactShare', { impactShare: -0.1 }],
    ['state', { state: 'probable' }],
    ['state', { state: null }],
  ])('refuses a cause with a bad %s', async (field, bad) => {
    const cause = await stated('The form is too long');
    const refused = await judge(cause, bad);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((problem) => problem.field)).toEqual([field]);
  });

  it('refuses a cycle that is no number', async () => {
    expect((await member.http.get(`${path}/causes?cycle=last`)).status).toBe(400);
    expect((await member.http.get(`${path}/data-sources?cycle=0`)).status).toBe(400);
  });
});
