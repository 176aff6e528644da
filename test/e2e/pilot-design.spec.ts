import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { COUNTS, DESIGN, draftPilot, type PilotSeen } from '../factories/pilots.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; code: string }[] }>;

describe('the design of a pilot', () => {
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

  const planned = (fields: Partial<Item> = {}) => product.given.item(workspace, { stage: 'plan', ...fields });
  const pilotsOf = ({ key }: Item) => `${workspace.path}/items/${key}/pilots`;
  const pathOf = ({ id }: { id: string }) => `${workspace.path}/pilots/${id}`;
  const refusals = ({ errors }: Refusal) => errors.map(({ field, code }) => `${field}: ${code}`).sort();

  it('is drafted with a key of its own and both sample sizes under their names', async () => {
    const item = await planned();
    const drafted = await lead.http.post(pilotsOf(item), DESIGN);
    expect(drafted.status).toBe(201);
    expect(drafted.headers.get('etag')).toBe('"1"');
    expect(drafted.body).toMatchObject({
      ...DESIGN,
      key: expect.stringMatching(/^AB-202611-\d\d$/),
      state: 'draft',
      betterIs: 'higher',
      variantShare: 0.5,
      sampleSizes: { oneProportionSampleSize: 1825, pilotSizePerArm: 8158, power: 0.8, confidence: 0.95 },
      counts: null,
      verdict: null,
    });
    const shown = await member.http.get(pathOf(drafted.body as unknown as PilotSeen));
    expect(shown.body).toEqual(drafted.body);
    expect((await member.http.get<unknown[]>(pilotsOf(item))).body).toEqual([drafted.body]);
  });

  it('may be as incomplete as thoughts are at first', async () => {
    const drafted = await lead.http.post(pilotsOf(await planned()), {});
    expect(drafted.status).toBe(201);
    expect(drafted.body).toMatchObject({
      variables: [],
      segment: 'all',
      primaryMetric: null,
      sampleSizes: { oneProportionSampleSize: null, pilotSizePerArm: null },
    });
  });

  it('is refused with every field that is wrong at once', async () => {
    const refused = await lead.http.post<Refusal>(pilotsOf(await planned()), {
      page: '',
      variables: 'shipping',
      betterIs: 'more',
      share: 1.1,
      variantShare: 1,
      expectedControlRate: 5,
      minimumEffect: 0,
      startsOn: '2026-02-30',
      plannedDays: 7.5,
      confidence: 0.985,
    });
    expect(refused.status).toBe(400);
    expect(refusals(refused.body)).toEqual([
      'betterIs: one_of',
      'confidence: unknown_field',
      'expectedControlRate: number',
      'minimumEffect: number',
      'page: text_length',
      'plannedDays: whole_number',
      'share: number',
      'startsOn: local_date',
      'variables: list',
      'variantShare: number',
    ]);
  });

  it('cannot begin in the year 0, which the database does not have', async () => {
    const refused = await lead.http.post<Refusal>(pilotsOf(await planned()), { startsOn: '0000-01-01' });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_fields']);
    const early = await lead.http.post(pilotsOf(await planned()), { startsOn: '0001-01-01' });
    expect(early.body).toMatchObject({ startsOn: '0001-01-01' });
  });

  it('is refused when its fields contradict each other', async () => {
    const refused = await lead.http.post<Refusal>(pilotsOf(await planned()), {
      ...DESIGN,
      variables: null,
      segment: null,
      variantName: DESIGN.controlName,
      minimumEffect: 0.96,
    });
    expect(refused.status).toBe(400);
    expect(refusals(refused.body)).toEqual([
      'minimumEffect: out_of_reach',
      'segment: needed',
      'variables: needed',
      'variantName: same_name',
    ]);
  });

  it('changes as long as it is a draft, and only for who has read it', async () => {
    const item = await planned();
    const pilot = await draftPilot(lead, workspace, item.key);
    const changed = await lead.http.patch(pathOf(pilot), { plannedDays: 21 }, 1);
    expect(changed.body).toMatchObject({ plannedDays: 21, share: DESIGN.share, version: 2 });
    const stale = await lead.http.patch<Refusal>(pathOf(pilot), { plannedDays: 28 }, 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    const unread = await lead.http.call('PATCH', pathOf(pilot), { plannedDays: 28 });
    expect(unread.status).toBe(428);
    const history = await lead.http.get<{ rows: { action: string; changes: object }[] }>(
      `${workspace.path}/items/${item.key}/history`,
    );
    expect(history.body.rows.map(({ action }) => action)).toEqual(['pilot.designed', 'pilot.design_edited']);
    expect(history.body.rows[1]?.changes).toEqual({ plannedDays: { from: 14, to: 21 } });
  });

  it('is fixed once people are counted', async () => {
    const item = await planned();
    const pilot = await draftPilot(lead, workspace, item.key);
    await product.sql.query("UPDATE items SET stage = 'pilot' WHERE id = $1", [item.id]);
    await lead.http.put(`${pathOf(pilot)}/counts`, COUNTS.alike, 1);
    const refused = await lead.http.patch<Refusal>(pathOf(pilot), { minimumEffect: 0.005 }, 2);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  });

  it('cannot be spoilt behind the gate that it passed', async () => {
    const item = await planned();
    const pilot = await draftPilot(lead, workspace, item.key, { segment: 'not spoilt' });
    await product.sql.query("UPDATE items SET stage = 'pilot' WHERE id = $1", [item.id]);
    const refused = await lead.http.patch<Refusal>(pathOf(pilot), { variables: ['a', 'b'], plannedDays: 3 }, 1);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toBe(
      'The arms differ in 2 variables; it must be exactly one. Planned for 3 days; at least 7 are needed.',
    );
    expect((await lead.http.patch(pathOf(pilot), { plannedDays: 10 }, 1)).status).toBe(200);
  });

  it('is the only live one of its loop, even when two people draft at once', async () => {
    const item = await planned();
    const answers = await Promise.all([1, 2].map(() => lead.http.post<Refusal>(pilotsOf(item), DESIGN)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('already_exists');
  });

  it('gets its number without a gap, however many are drafted and refused at once', async () => {
    const elsewhere = await product.given.workspace();
    const head = await product.given.person(elsewhere, 'lead');
    const items = await Promise.all([1, 2, 3, 4, 5, 6].map(() => product.given.item(elsewhere, { stage: 'plan' })));
    const drafted = await Promise.all(
      [...items, ...items].map(({ key }) => head.http.post<PilotSeen>(`${elsewhere.path}/items/${key}/pilots`, DESIGN)),
    );
    const keys = drafted.filter(({ status }) => status === 201).map(({ body }) => body.key);
    expect(keys.sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `AB-202611-0${number}`));
  });

  it('belongs to stages plan and pilot of an open item', async () => {
    const early = await lead.http.post<Refusal>(pilotsOf(await planned({ stage: 'diagnosis' })), DESIGN);
    expect([early.status, early.body.code]).toEqual([409, 'wrong_stage']);
    const held = await lead.http.post<Refusal>(pilotsOf(await planned({ status: 'on_hold' })), DESIGN);
    expect([held.status, held.body.code]).toEqual([409, 'item_not_open']);
  });

  it('is read by all, written by leads, and unknown to other workspaces', async () => {
    const item = await planned();
    const pilot = await draftPilot(lead, workspace, item.key);
    const auditor = await product.given.person(workspace, 'auditor');
    for (const { http } of [member, auditor]) {
      expect((await http.get(pathOf(pilot))).status).toBe(200);
      expect((await http.post(pilotsOf(item), DESIGN)).status).toBe(403);
      expect((await http.patch(pathOf(pilot), { page: 'x' }, 1)).status).toBe(403);
    }
    const elsewhere = await product.given.workspace();
    const foreigner = await product.given.person(elsewhere, 'admin');
    const foreignPath = `${elsewhere.path}/pilots/${pilot.id}`;
    expect((await foreigner.http.get(foreignPath)).status).toBe(404);
    expect((await foreigner.http.patch(foreignPath, { page: 'x' }, 1)).status).toBe(404);
    expect((await foreigner.http.get(`${elsewhere.path}/items/${item.key}/pilots`)).status).toBe(404);
    expect((await foreigner.http.get(pathOf(pilot))).status).toBe(404);
    expect((await lead.http.get(`${workspace.path}/pilots/nonsense`)).status).toBe(404);
  });

  it('of an earlier loop stays as it was', async () => {
    const item = await planned();
    const pilot = await draftPilot(lead, workspace, item.key);
    await product.sql.query('UPDATE items SET loop = 1 WHERE id = $1', [item.id]);
    const refused = await lead.http.patch<Refusal>(pathOf(pilot), { page: 'x' }, 1);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect((await draftPilot(lead, workspace, item.key)).state).toBe('draft');
  });
});
