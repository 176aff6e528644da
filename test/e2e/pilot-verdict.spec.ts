import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { COUNTS, DESIGN, draftPilot, type PilotSeen } from '../factories/pilots.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; code: string }[] }>;
interface Judged {
  readonly verdict: string | null;
  readonly state: string;
  readonly confidence: number | null;
  readonly conditions: { code: string; met: boolean; message: string }[];
}

describe('a pilot before the referee', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let itemKey: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());

  let segments = 0;
  /** A pilot on users of its own, its item in stage pilot. */
  const begun = async (fields: object = {}): Promise<PilotSeen> => {
    const item = await product.given.item(workspace, { stage: 'plan' });
    await product.given.seat(item, member);
    const pilot = await draftPilot(lead, workspace, item.key, { segment: `segment ${(segments += 1)}`, ...fields });
    await product.sql.query("UPDATE items SET stage = 'pilot' WHERE id = $1", [item.id]);
    itemKey = item.key;
    return pilot;
  };
  const pathOf = ({ id }: { id: string }) => `${workspace.path}/pilots/${id}`;
  const count = (pilot: PilotSeen, counts: object, who = member) =>
    who.http.putLatest<PilotSeen & Refusal>(`${pathOf(pilot)}/counts`, counts, pathOf(pilot));
  const judge = (pilot: PilotSeen, body: object = {}) =>
    lead.http.post<Judged & Refusal>(`${pathOf(pilot)}/judgement`, body);
  const counted = async (counts: object, fields: object = {}): Promise<PilotSeen> => {
    const pilot = await begun(fields);
    expect((await count(pilot, counts)).status).toBe(200);
    return pilot;
  };
  const unmet = ({ conditions }: Judged) => conditions.filter(({ met }) => !met).map(({ code }) => code);

  it('starts with its first count and is ready once volume and days are there', async () => {
    const pilot = await begun();
    expect((await count(pilot, { ...COUNTS.won, countedOn: '2026-11-06' })).body.state).toBe('running');
    const later = await count(pilot, COUNTS.won);
    expect(later.body).toMatchObject({ state: 'ready', version: 3, counts: COUNTS.won });
    expect(later.headers.get('etag')).toBe('"3"');
    const again = await count(pilot, COUNTS.won);
    expect(again.body.version).toBe(3);
  });

  it('keeps every count in the history', async () => {
    const pilot = await counted({ ...COUNTS.tooFew, countedOn: '2026-11-03' });
    await count(pilot, COUNTS.won);
    const history = await lead.http.get<{ rows: { action: string; changes: Record<string, object> }[] }>(
      `${workspace.path}/items/${itemKey}/history`,
    );
    const counts = history.body.rows.filter(({ action }) => action === 'pilot.counted');
    expect(counts.map(({ changes }) => changes['controlExposed'])).toEqual([
      { from: null, to: 9250 },
      { from: 9250, to: 21_306 },
    ]);
  });

  it('refuses counts that cannot be, all at once', async () => {
    const pilot = await begun();
    const refused = await count(pilot, {
      control: { exposed: 10, converted: 11 },
      variant: { exposed: 10, converted: 11 },
      countedOn: '2026-10-31',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      'control.converted: more_than_exposed',
      'variant.converted: more_than_exposed',
      'countedOn: before_start',
    ]);
    const tomorrow = await count(pilot, { ...COUNTS.won, countedOn: '2026-11-19' });
    expect(tomorrow.body.errors.map(({ code }) => code)).toEqual(['in_the_future']);
    const nonsense = await count(pilot, { control: [], variant: { exposed: -1, converted: 0.5 }, confidence: 0.985 });
    expect(nonsense.body.errors.map(({ field }) => field).sort()).toEqual([
      'confidence',
      'control',
      'countedOn',
      'variant.converted',
      'variant.exposed',
    ]);
    expect((await lead.http.get(pathOf(pilot))).body).toMatchObject({ state: 'draft', counts: null, version: 1 });
  });

  it('lets an arm shrink for a reason alone', async () => {
    const pilot = await counted(COUNTS.won);
    const fewer = {
      control: COUNTS.won.control,
      variant: { exposed: 20_000, converted: 3894 },
      countedOn: '2026-11-13',
    };
    const refused = await count(pilot, fewer);
    expect(refused.body.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      'variant.exposed: fell',
      'countedOn: went_back',
    ]);
    const explained = await count(pilot, { ...fewer, reason: 'Crawlers were counted (T-38)' });
    expect(explained.body).toMatchObject({ counts: { variant: { exposed: 20_000 } } });
  });

  it('tells how it stands without changing anything', async () => {
    const pilot = await counted(COUNTS.tooFew);
    const { body } = await member.http.get<Judged>(`${pathOf(pilot)}/judgement`);
    expect(body).toMatchObject({
      verdict: null,
      state: 'running',
      test: 'pooled two-proportion z',
      perArm: { control: { exposed: 9250 }, variant: { exposed: 9250 } },
      daysRun: 14,
      sampleRatioPValue: 1,
      thresholds: { minimumPerArm: 10_000, minimumDays: 7, confidence: 0.95, sampleRatio: 0.001 },
      version: 2,
    });
    expect(body.confidence).toBeCloseTo(0.987, 3);
    expect(unmet(body)).toEqual(['volume']);
    expect((await lead.http.get(pathOf(pilot))).body).toMatchObject({ state: 'running', version: 2 });
  });

  it('below 10,000 per arm gets no verdict, whatever its confidence', async () => {
    const pilot = await counted(COUNTS.tooFew);
    const judged = await judge(pilot);
    expect(judged.status).toBe(200);
    expect(judged.body).toMatchObject({ verdict: null, state: 'running', judgedAt: null });
    expect(judged.body.conditions.find(({ code }) => code === 'volume')?.message).toBe(
      'Control 9250, variant 9250; at least 10000 per arm are needed.',
    );
    const uncounted = await judge(await begun());
    expect(uncounted.body).toMatchObject({ verdict: null, state: 'draft', confidence: null });
  });

  it('wins when all five conditions hold, and keeps the figures it won by', async () => {
    const pilot = await counted(COUNTS.won);
    const judged = await judge(pilot, { note: 'Counted from the mail log' });
    expect(judged.body).toMatchObject({ verdict: 'won', state: 'won', judgedBy: lead.userId, version: 3 });
    expect(unmet(judged.body)).toEqual([]);
    expect((await lead.http.get(pathOf(pilot))).body).toMatchObject({ state: 'won', verdict: 'won' });
    const admin = await product.given.person(workspace, 'admin');
    const settings = await admin.http.get<{ version: number }>(`${workspace.path}/settings`);
    await admin.http.patch(`${workspace.path}/settings`, { pilotMinimumPerArm: 50_000 }, settings.body.version);
    const kept = await member.http.get(`${pathOf(pilot)}/judgement`);
    expect(kept.body).toEqual(judged.body);
    await admin.http.patch(`${workspace.path}/settings`, { pilotMinimumPerArm: 10_000 }, settings.body.version + 1);
  });

  it('loses when the variant is surely worse, and is inconclusive when nothing is sure', async () => {
    expect((await judge(await counted(COUNTS.lost))).body).toMatchObject({ verdict: 'lost', state: 'lost' });
    const alike = await judge(await counted(COUNTS.alike));
    expect(alike.body.verdict).toBe('inconclusive');
    expect(unmet(alike.body)).toEqual(['confidence']);
  });

  it('is judged once', async () => {
    const pilot = await counted(COUNTS.won);
    const answers = await Promise.all([judge(pilot), judge(pilot)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const again = await count(pilot, { ...COUNTS.won, countedOn: '2026-11-15' });
    expect([again.status, again.body.code]).toEqual([409, 'illegal_state']);
  });

  it('takes no figure from anybody', async () => {
    const pilot = await counted(COUNTS.won);
    const refused = await judge(pilot, { confidence: 0.985, verdict: 'won', pValue: 0.01 });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      'confidence: unknown_field',
      'verdict: unknown_field',
      'pValue: unknown_field',
    ]);
  });

  it('is judged in Chinese for who reads Chinese', async () => {
    const pilot = await counted(COUNTS.tooFew);
    const { body } = await member.http.get<Judged>(`${pathOf(pilot)}/judgement`, { 'accept-language': 'zh-CN' });
    expect(body.conditions.map(({ message }) => message)).toEqual([
      '对照组 9250 人,试点组 9250 人;每组至少需 10000 人。',
      '已运行 14 天;至少需 7 天。',
      '两组之间不同的变量:1 个;必须恰好为 1 个。',
      '试点组实际占 50.00 %,计划占 50.00 %:p = 1.0000;低于 0.001 即判定分流异常。',
      '置信度 98.69 %(1 - p,合并方差两比例 z 检验,双侧);至少需 95 %。',
    ]);
  });

  it('is decided on after the verdict, and rolled out only when it won', async () => {
    const decide = (pilot: PilotSeen, decision: string) =>
      lead.http.post<PilotSeen & Refusal>(`${pathOf(pilot)}/decision`, { decision, reason: 'Seen together' });
    const running = await decide(await counted(COUNTS.tooFew), 'stop');
    expect([running.status, running.body.detail]).toEqual([
      409,
      'A decision follows the verdict; the pilot is running.',
    ]);
    const lost = await counted(COUNTS.lost);
    await judge(lost);
    const eager = await decide(lost, 'roll_out');
    expect([eager.status, eager.body.code]).toEqual([409, 'conflict']);
    const adjusted = await decide(lost, 'adjust');
    expect(adjusted.status).toBe(200);
    expect(adjusted.body).toMatchObject({
      decision: 'adjust',
      decisionReason: 'Seen together',
      decidedBy: lead.userId,
    });
    expect((await lead.http.post(`${pathOf(lost)}/decision`, { decision: 'maybe' })).status).toBe(400);
  });

  it('is stopped while it runs, for a reason, and may then be replaced in its loop', async () => {
    const pilot = await counted(COUNTS.tooFew);
    const stop = () => lead.http.post<PilotSeen & Refusal>(`${pathOf(pilot)}/stop`, { reason: 'Shop was down' });
    expect((await stop()).body).toMatchObject({ state: 'stopped', stopReason: 'Shop was down' });
    expect((await stop()).body.code).toBe('illegal_state');
    expect((await judge(pilot)).status).toBe(409);
    const next = await lead.http.post<PilotSeen>(`${workspace.path}/items/${itemKey}/pilots`, {
      ...DESIGN,
      segment: 'after the outage',
    });
    expect([next.status, next.body.state]).toEqual([201, 'draft']);
  });

  it('cannot be tried again on the same plan once it is judged', async () => {
    const pilot = await counted(COUNTS.alike);
    await judge(pilot);
    const again = await lead.http.post<Refusal>(`${workspace.path}/items/${itemKey}/pilots`, DESIGN);
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  });

  it('is counted by members, judged by leads, and only in stage pilot', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const pilot = await begun();
    expect((await count(pilot, COUNTS.won, auditor)).status).toBe(403);
    for (const [path, body] of [
      ['judgement', {}],
      ['decision', { decision: 'stop', reason: 'x' }],
      ['stop', { reason: 'x' }],
    ] as const) {
      expect((await member.http.post(`${pathOf(pilot)}/${path}`, body)).status).toBe(403);
    }
    await product.sql.query("UPDATE items SET stage = 'plan' WHERE key = $1", [itemKey]);
    expect((await count(pilot, COUNTS.won)).body.code).toBe('wrong_stage');
    expect((await judge(pilot)).body.code).toBe('wrong_stage');
    const elsewhere = await product.given.workspace();
    const foreigner = await product.given.person(elsewhere, 'admin');
    const foreign = `${elsewhere.path}/pilots/${pilot.id}`;
    expect((await foreigner.http.putLatest(`${foreign}/counts`, COUNTS.won, foreign)).status).toBe(404);
    expect((await foreigner.http.post(`${foreign}/judgement`)).status).toBe(404);
    expect((await foreigner.http.get(`${foreign}/judgement`)).status).toBe(404);
  });

  it('is not counted over what somebody else counted, for who says what he read', async () => {
    const pilot = await counted(COUNTS.tooFew);
    const stale = await member.http.put<Refusal>(`${pathOf(pilot)}/counts`, COUNTS.won, 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    expect((await member.http.put(`${pathOf(pilot)}/counts`, COUNTS.won, 2)).status).toBe(200);
  });
});
