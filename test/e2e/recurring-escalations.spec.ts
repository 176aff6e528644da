import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Occurrence {
  readonly id: string;
  readonly version: number;
  readonly severity: string | null;
  readonly escalation: { id: string; state: string; who: string | null; userId: string | null } | null;
}

interface Round {
  readonly id: string;
  readonly version: number;
  readonly subjectType: string;
  readonly title: string;
  readonly itemKey: string | null;
  readonly severity: string | null;
  readonly round: number;
  readonly state: string;
  readonly endReason: string | null;
  readonly steps: readonly { who: string; userId: string | null; passedBecause: string | null }[];
  readonly next: { who: string; userId: string; dueAt: string } | null;
}

interface Forecast {
  readonly rows: readonly { subjectType: string; who: string; userId: string; dueAt: string; itemKey: string | null }[];
}

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai. By P2: 1, 2, 3 and 5 working days. */
describe('what comes round and stays late', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let maker: GivenPerson;
  let head: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    const admin = await product.given.person(workspace, 'admin');
    maker = await product.given.person(workspace, 'lead');
    head = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    const unit = await admin.http.post<{ id: string }>(`${workspace.path}/units`, { name: 'Ops', headId: head.userId });
    await admin.http.put(`${workspace.path}/members/${member.userId}/unit`, { unitId: unit.body.id }, 0);
    await product.settle();
  });

  const occurrence = async (): Promise<Occurrence> => {
    const { rows } = (await maker.http.get<{ rows: Occurrence[] }>(`${workspace.path}/recurring-occurrences`)).body;
    if (!rows[0]) throw new Error('nothing was raised');
    return rows[0];
  };
  const raised = async (fields: Json = {}): Promise<Occurrence> => {
    const rule = {
      kind: 'drill',
      title: 'Restore a backup',
      frequency: 'monthly',
      dayOfMonth: 18,
      startsOn: '2026-11-18',
    };
    await maker.http.post(`${workspace.path}/recurring-rules`, { ...rule, ownerId: member.userId, ...fields });
    await product.sweep('raise-recurring-work');
    await product.settle();
    return occurrence();
  };
  const report = async (fields: Json) => {
    const { id, version } = await occurrence();
    await maker.http.patch(`${workspace.path}/recurring-occurrences/${id}`, fields, version);
    await product.settle();
  };
  const sweepAt = async (at: Date) => {
    product.clock.set(at);
    await product.sweep('flag-overdue');
    await product.settle();
    await Promise.all([product.sweep('climb-escalations'), product.sweep('climb-escalations')]);
    await product.settle();
  };
  /** The days of November 2026 on which the sweeps run at ten in Shanghai. */
  const sweepOn = async (...days: number[]) => {
    for (const day of days) await sweepAt(new Date(Date.UTC(2026, 10, day, 2)));
  };
  const told = async () => {
    const rows = await product.sql.query<{ user_id: string; told_at: Date }[]>(
      'SELECT user_id, told_at FROM escalation_steps WHERE workspace_id = $1 AND told_at IS NOT NULL ORDER BY told_at',
      [workspace.id],
    );
    const name = (id: string) => (id === member.userId ? 'member' : id === maker.userId ? 'maker' : 'head');
    return rows.map((row) => `${name(row.user_id)} ${new Date(row.told_at.getTime() + 8 * 3_600_000).getUTCDate()}`);
  };
  const rounds = async (person = maker) =>
    (await person.http.get<{ rows: Round[] }>(`${workspace.path}/escalations`)).body.rows;
  const newest = async (person = maker): Promise<Round> => {
    const [round] = await rounds(person);
    if (!round) throw new Error('nothing climbs');
    return round;
  };
  const acknowledge = async (person: GivenPerson, fields: Json) => {
    const { id, version } = await newest();
    const body = { note: 'Tomorrow at noon', ...fields };
    const path = `${workspace.path}/escalations/${id}/acknowledgement`;
    const answer = await person.http.post<Round & { code: string }>(path, body, { 'if-match': `"${version}"` });
    await product.settle();
    return answer;
  };
  const notices = async (person: GivenPerson, language = 'en') =>
    (
      await person.http.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications', {
        'accept-language': language,
      })
    ).body.rows;

  it('climbs from who owes it to who made the rule, and to the head of his department', async () => {
    const { id } = await raised();
    await sweepOn(19, 20, 20, 21, 23, 24, 25, 26, 27, 30);
    await sweepAt(new Date('2026-12-01T02:00:00Z'));
    // Flagged on the 19th. One working day, two more, and five more; nobody sponsors a rule, whose grace counts nothing.
    expect(await told()).toEqual(['member 20', 'maker 24', 'head 1']);
    expect(await newest()).toMatchObject({
      ...{ subjectType: 'recurring_occurrence', title: 'Restore a backup', itemKey: null, severity: null },
      steps: [
        { who: 'assignee', userId: member.userId, passedBecause: null },
        { who: 'owner', userId: maker.userId, passedBecause: null },
        { who: 'sponsor', userId: null, passedBecause: 'nobody' },
        { who: 'unit_head', userId: head.userId, passedBecause: null },
      ],
    });
    expect((await occurrence()).escalation).toMatchObject({ state: 'climbing', who: 'unit_head', userId: head.userId });
    const [row] = (await maker.http.get<{ rows: { kind: string; title: string; itemKey: string | null }[] }>('/api/v1/me/work')).body.rows; // prettier-ignore
    expect(row).toMatchObject({ kind: 'escalation_to_acknowledge', title: 'Restore a backup', itemKey: null });
    // Who owes it has the date itself before him.
    const mine = (await member.http.get<{ rows: { kind: string; id: string }[] }>('/api/v1/me/work')).body.rows;
    expect(mine).toMatchObject([{ kind: 'occurrence', id }]);
    expect((await notices(maker))[0]).toEqual(
      expect.objectContaining({
        kind: 'occurrence.escalated',
        text: 'Escalated to you as maker of the rule, still open: Restore a backup (comes round). Acknowledge it, or get it done.',
      }),
    );
    expect((await notices(head, 'zh-CN'))[0]?.text).toBe(
      '因仍未完成,已升级至您(部门主管):Restore a backup(周期性工作)。请确认或督促完成。',
    );
    const trail = await product.sql.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE workspace_id = $1 AND subject_type = 'escalation' ORDER BY id`,
      [workspace.id],
    );
    expect(trail.map(({ action }) => action)).toEqual(['escalation.raised', 'escalation.raised', 'escalation.raised']);
  });

  it('is foretold by the same rules, and then happens so', async () => {
    await raised();
    const forecast = (await maker.http.get<Forecast>(`${workspace.path}/escalations/forecast?days=14`)).body.rows;
    expect(forecast.map(({ subjectType, who, itemKey, dueAt }) => [subjectType, who, itemKey, dueAt])).toEqual([
      ['recurring_occurrence', 'assignee', null, '2026-11-19T16:00:00.000Z'],
      ['recurring_occurrence', 'owner', null, '2026-11-23T16:00:00.000Z'],
      ['recurring_occurrence', 'unit_head', null, '2026-11-30T16:00:00.000Z'],
    ]);
    await sweepOn(19, 20);
    const left = (await maker.http.get<Forecast>(`${workspace.path}/escalations/forecast?days=14`)).body.rows;
    expect(left.map(({ who, dueAt }) => [who, dueAt])).toEqual([
      ['owner', '2026-11-23T16:00:00.000Z'],
      ['unit_head', '2026-11-30T16:00:00.000Z'],
    ]);
    expect((await newest()).next).toMatchObject({ who: 'owner', dueAt: '2026-11-23T16:00:00.000Z' });
  });

  it('is taken on by whom it reached, until the promise runs out; done, it is over', async () => {
    await raised();
    await sweepOn(19, 20, 24);
    expect((await acknowledge(head, { untilOn: '2026-11-25' })).body.code).toBe('not_yours');
    expect((await acknowledge(maker, { untilOn: '2026-11-25' })).body).toMatchObject({ state: 'acknowledged' });
    expect((await notices(member))[0]).toMatchObject({
      kind: 'occurrence.acknowledged',
      text: 'Acknowledged until 2026-11-25: Restore a backup (comes round). Tomorrow at noon',
    });
    await sweepOn(25);
    expect(await told()).toEqual(['member 20', 'maker 24']);
    await sweepOn(26, 27);
    expect(await told()).toEqual(['member 20', 'maker 24', 'member 27']);
    await report({ status: 'done', result: 'Restored in 40 minutes' });
    expect((await rounds()).map(({ round, endReason }) => [round, endReason])).toEqual([
      [2, 'finished'],
      [1, 'promise_broken'],
    ]);
    expect((await occurrence()).escalation).toBeNull();
    // Taken up again it is late anew, and begins from the first step.
    await report({ status: 'open', reason: 'The wrong backup' });
    await sweepOn(30);
    expect(await newest()).toMatchObject({ round: 3, next: { who: 'assignee' } });
  });

  it('begins anew with somebody else who owes it', async () => {
    await raised();
    await sweepOn(19, 20);
    await report({ ownerId: head.userId });
    await sweepOn(23, 24, 25);
    expect((await rounds()).map(({ round, endReason }) => [round, endReason])).toEqual([
      [2, null],
      [1, 'reassigned'],
    ]);
    expect(await told()).toEqual(['member 20', 'head 23', 'maker 25']);
  });

  it('counts by the severity of its rule, in clock minutes for a P0', async () => {
    expect((await raised({ severity: 'P0' })).severity).toBe('P0');
    const late = new Date('2026-11-18T16:00:00Z');
    await sweepAt(late);
    await sweepAt(new Date(late.getTime() + 29 * 60_000));
    expect(await told()).toEqual(['member 19']);
    await sweepAt(new Date(late.getTime() + 30 * 60_000));
    expect(await told()).toEqual(['member 19', 'maker 19']);
    expect((await acknowledge(maker, { untilOn: '2026-11-25' })).status).toBe(400);
    expect((await acknowledge(maker, { untilAt: '2026-11-18T20:00:00Z' })).body).toMatchObject({ severity: 'P0' });
  });

  it('is nobody else’s: another workspace sees none of it', async () => {
    await raised();
    await sweepOn(19, 20);
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    const { id } = await newest();
    expect((await stranger.http.get(`${workspace.path}/escalations/${id}`)).status).toBe(404);
    const viewer = await product.given.person(workspace, 'auditor');
    expect((await newest(viewer)).id).toBe(id);
    expect((await maker.http.post(`${workspace.path}/recurring-rules`, { severity: 'P9' })).status).toBe(400);
  });
});
