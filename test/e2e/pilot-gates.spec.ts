import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { COUNTS, DESIGN, draftPilot, type PilotSeen } from '../factories/pilots.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

type Refusal = Readonly<{ code: string; detail: string }>;
interface Blocker {
  readonly gate: string;
  readonly code: string;
  readonly message: string;
  readonly waivable: boolean;
  readonly fix: { where: string };
}

describe('the gates around a pilot', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  // A workspace each: pilots of one spec must not clash with those of another.
  const freshWorkspace = async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  };
  afterAll(() => product.stop());

  const inStage = (stage: Item['stage']) => product.given.item(workspace, { stage });
  const moveTo = (item: Item, stage: Item['stage']) =>
    product.sql.query('UPDATE items SET stage = $2 WHERE id = $1', [item.id, stage]);
  const advance = (item: Item, name: string) =>
    lead.http.post<Refusal & { blockers: Blocker[] }>(`${workspace.path}/items/${item.key}/transitions`, {
      name,
      reason: 'As it stands',
    });
  const blockers = async (item: Item, transition: string, gate: string): Promise<Blocker[]> => {
    const listed = await lead.http.get<{ name: string; blockers: Blocker[] }[]>(
      `${workspace.path}/items/${item.key}/transitions`,
    );
    const offered = listed.body.find(({ name }) => name === transition);
    if (!offered) throw new Error(`${transition} is not offered`);
    return offered.blockers.filter((blocker) => blocker.gate === gate);
  };
  const begun = async (fields: object = {}): Promise<{ item: Item; pilot: PilotSeen; path: string }> => {
    const item = await inStage('plan');
    const pilot = await draftPilot(lead, workspace, item.key, fields);
    await moveTo(item, 'pilot');
    return { item, pilot, path: `${workspace.path}/pilots/${pilot.id}` };
  };

  it('want a pilot that is designed, and list what it lacks', async () => {
    await freshWorkspace();
    const item = await inStage('plan');
    const designed = () => blockers(item, 'start_pilot', 'pilot-is-designed');
    expect((await designed()).map(({ code }) => code)).toEqual(['no-pilot']);
    const pilot = await draftPilot(lead, workspace, item.key, { share: null, variables: [], plannedDays: 5 });
    expect(await designed()).toMatchObject([
      { code: 'no-share', message: 'The pilot lacks: share of users.', waivable: false },
      { code: 'not-one-variable', fix: { where: `items/${item.key}/pilots` } },
      { code: 'too-short', message: 'Planned for 5 days; at least 7 are needed.' },
    ]);
    const { share, variables, plannedDays } = DESIGN;
    await lead.http.patch(`${workspace.path}/pilots/${pilot.id}`, { share, variables, plannedDays }, 1);
    expect(await designed()).toEqual([]);
  });

  it('want a new pilot in every loop', async () => {
    await freshWorkspace();
    const item = await inStage('plan');
    await draftPilot(lead, workspace, item.key);
    await product.sql.query('UPDATE items SET loop = 1 WHERE id = $1', [item.id]);
    expect((await blockers(item, 'start_pilot', 'pilot-is-designed')).map(({ code }) => code)).toEqual(['no-pilot']);
  });

  it('name the pilot that another one would clash with', async () => {
    await freshWorkspace();
    const other = await begun({ startsOn: '2026-11-10' });
    const item = await inStage('plan');
    const pilot = await draftPilot(lead, workspace, item.key, { startsOn: '2026-11-18' });
    const clashes = () => blockers(item, 'start_pilot', 'pilot-does-not-clash');
    expect((await clashes()).map(({ message }) => message)).toEqual([
      `It clashes with pilot ${other.pilot.key} of ${other.item.key}: same metric (conversion), overlapping users and days.`,
    ]);
    const edit = (fields: object, version: number) =>
      lead.http.patch(`${workspace.path}/pilots/${pilot.id}`, fields, version);
    await edit({ segment: 'old users' }, 1);
    expect(await clashes()).toEqual([]);
    await edit({ segment: 'all' }, 2);
    expect(await clashes()).toHaveLength(1);
    await edit({ startsOn: '2026-11-24' }, 3);
    expect(await clashes()).toEqual([]);
    await edit({ startsOn: '2026-11-18', primaryMetric: 'retention' }, 4);
    expect(await clashes()).toEqual([]);
    await edit({ primaryMetric: 'conversion' }, 5);
    await lead.http.putLatest(`${other.path}/counts`, COUNTS.tooFew, other.path);
    expect(await clashes()).toHaveLength(1);
    await lead.http.post(`${other.path}/stop`, { reason: 'Makes room' });
    expect(await clashes()).toEqual([]);
  });

  it('look neither at drafts in stage plan nor into other workspaces', async () => {
    await freshWorkspace();
    await begun();
    await freshWorkspace();
    await draftPilot(lead, workspace, (await inStage('plan')).key);
    const item = await inStage('plan');
    await draftPilot(lead, workspace, item.key);
    expect(await blockers(item, 'start_pilot', 'pilot-does-not-clash')).toEqual([]);
  });

  it('let one of two clashing pilots in when both come at once', async () => {
    await freshWorkspace();
    const items = await Promise.all([inStage('pilot'), inStage('pilot'), inStage('pilot')]);
    const answers = await Promise.all(
      items.map(({ key }) => lead.http.post<Refusal>(`${workspace.path}/items/${key}/pilots`, DESIGN)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body.detail);
    expect(refused).toEqual([1, 2].map(() => expect.stringContaining('It clashes with pilot AB-202611-01')));
  });

  it('let nothing be rolled out before the referee has spoken, and tell each failed condition', async () => {
    await freshWorkspace();
    const { item, path } = await begun();
    await lead.http.putLatest(`${path}/counts`, { ...COUNTS.tooFew, countedOn: '2026-11-05' }, path);
    const refused = await advance(item, 'start_rollout');
    expect([refused.status, refused.body.code]).toEqual([422, 'gates_unmet']);
    expect(refused.body.blockers.map(({ gate, code, message }) => [gate, code, message])).toEqual([
      ['pilot-is-won', 'not-judged', 'The referee has not judged pilot AB-202611-01 yet.'],
      ['pilot-is-won', 'volume', 'Control 9250, variant 9250; at least 10000 per arm are needed.'],
      ['pilot-is-won', 'days', 'Days run: 5; at least 7 are needed.'],
      ['pilot-is-decided', 'not-decided', 'Nobody has decided on the pilot, with a reason, yet.'],
    ]);
    expect((await lead.http.get(`${workspace.path}/items/${item.key}`)).body).toMatchObject({ stage: 'pilot' });
  });

  it('hold back a pilot that lost or proved nothing, with its figures', async () => {
    await freshWorkspace();
    const won = async (counts: object, segment: string) => {
      const { item, path } = await begun({ segment });
      await lead.http.putLatest(`${path}/counts`, counts, path);
      await lead.http.post(`${path}/judgement`);
      await lead.http.post(`${path}/decision`, { decision: 'adjust', reason: 'Try another benefit' });
      const unmet = await advance(item, 'start_rollout');
      return unmet.body.blockers.map(({ code, message }) => [code, message]);
    };
    expect(await won(COUNTS.lost, 'players')).toEqual([
      ['lost', 'Pilot AB-202611-01 lost: 19.02 % in the control, 18.20 % in the variant.'],
      ['decided-otherwise', 'The decision on pilot AB-202611-01 is "adjust", not "roll_out".'],
    ]);
    expect(await won(COUNTS.alike, 'buyers')).toEqual([
      ['inconclusive', 'Pilot AB-202611-02 is inconclusive.'],
      ['confidence', expect.stringContaining('at least 95 % is needed')],
      ['decided-otherwise', 'The decision on pilot AB-202611-02 is "adjust", not "roll_out".'],
    ]);
  });

  it('open for a pilot that won and that somebody decided to roll out', async () => {
    await freshWorkspace();
    const { item, path } = await begun();
    await lead.http.putLatest(`${path}/counts`, COUNTS.won, path);
    await lead.http.post(`${path}/judgement`);
    expect((await advance(item, 'start_rollout')).body.blockers.map(({ gate }) => gate)).toEqual(['pilot-is-decided']);
    await lead.http.post(`${path}/decision`, { decision: 'roll_out', reason: 'Seven points more visits' });
    expect((await advance(item, 'start_rollout')).body).toMatchObject({ stage: 'rollout' });
  });

  it('do not take the win of an earlier loop for one of this', async () => {
    await freshWorkspace();
    const { item, path } = await begun();
    await lead.http.putLatest(`${path}/counts`, COUNTS.won, path);
    await lead.http.post(`${path}/judgement`);
    await product.sql.query('UPDATE items SET loop = 1 WHERE id = $1', [item.id]);
    expect((await blockers(item, 'start_rollout', 'pilot-is-won')).map(({ code }) => code)).toEqual(['no-pilot']);
  });

  it('leave no pilot running whose item went back to its plan', async () => {
    await freshWorkspace();
    const { item, path } = await begun();
    await lead.http.putLatest(`${path}/counts`, COUNTS.tooFew, path);
    expect((await advance(item, 'revise_plan')).body).toMatchObject({ stage: 'plan', loop: 1 });
    await product.settle();
    expect((await lead.http.get(path)).body).toMatchObject({ state: 'stopped', stopReason: 'revise_plan' });
    const next = await draftPilot(lead, workspace, item.key);
    await moveTo(item, 'pilot');
    await product.settle();
    expect((await lead.http.get(`${workspace.path}/pilots/${next.id}`)).body).toMatchObject({
      state: 'draft',
      loop: 1,
    });
  });

  it('leave a pilot alone that is only on hold, and end it with its item', async () => {
    await freshWorkspace();
    const { item, path } = await begun();
    await lead.http.putLatest(`${path}/counts`, COUNTS.tooFew, path);
    await advance(item, 'hold');
    await product.settle();
    expect((await lead.http.get(path)).body).toMatchObject({ state: 'running' });
    expect((await lead.http.putLatest<Refusal>(`${path}/counts`, COUNTS.won, path)).body.code).toBe('item_not_open');
    await advance(item, 'cancel');
    await product.settle();
    expect((await lead.http.get(path)).body).toMatchObject({ state: 'stopped', stopReason: 'cancel' });
  });
});
