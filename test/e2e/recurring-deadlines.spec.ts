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
  readonly dueOn: string;
  readonly overdueSince: string | null;
  readonly version: number;
}

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai. */
describe('the days of what comes round', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });

  const occurrences = async () =>
    (await lead.http.get<{ rows: Occurrence[] }>(`${workspace.path}/recurring-occurrences`)).body.rows;
  const raised = async (dayOfMonth: number, fields: Json = {}): Promise<Occurrence> => {
    const rule = { kind: 'drill', title: 'Restore a backup', frequency: 'monthly', dayOfMonth, startsOn: '2026-11-18' };
    await lead.http.post(`${workspace.path}/recurring-rules`, { ...rule, ownerId: member.userId, ...fields });
    await product.sweep('raise-recurring-work');
    const [one] = await occurrences();
    if (!one) throw new Error('nothing was raised');
    return one;
  };
  const report = ({ id, version }: Occurrence, body: Json) =>
    lead.http.patch<Occurrence>(`${workspace.path}/recurring-occurrences/${id}`, body, version);
  const away = (fromOn: string, toOn: string) => member.http.post(`${workspace.path}/absences`, { fromOn, toOn });
  /** Days of November, at midnight in Shanghai; whoever runs at the same instant twice does nothing more. */
  const sweepOn = async (name: 'remind-before-due' | 'flag-overdue', ...days: number[]) => {
    for (const day of days) {
      product.clock.set(new Date(Date.UTC(2026, 10, day - 1, 16)));
      await Promise.all([product.sweep(name), product.sweep(name)]);
      await product.settle();
    }
  };
  const told = async (person: GivenPerson) => {
    const { rows } = (
      await person.http.get<{ rows: { kind: string; text: string; createdAt: string }[] }>('/api/v1/me/notifications')
    ).body;
    return rows.filter(({ kind }) => kind !== 'occurrence.raised').reverse();
  };
  const days = async (person: GivenPerson) =>
    (await told(person)).map(
      ({ kind, createdAt }) => `${kind} ${new Date(Date.parse(createdAt) + 8 * 3_600_000).getUTCDate()}`,
    );

  it('are told on the working day before, once, to who owes it alone', async () => {
    await raised(23);
    await sweepOn('remind-before-due', 19, 20, 21, 22, 23);
    expect(await told(member)).toMatchObject([
      { kind: 'occurrence.due_soon', text: 'Due 2026-11-23: Restore a backup (comes round)' },
    ]);
    // The 23rd is a Monday.
    expect(await days(member)).toEqual(['occurrence.due_soon 20']);
    expect(await told(lead)).toEqual([]);
    const chinese = await member.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications', {
      'accept-language': 'zh-CN',
    });
    expect(chinese.body.rows[0]?.text).toBe('周期性工作将于 2026-11-23 到期:Restore a backup');
  });

  it('are not told twice within the day to whom being raised has just said them', async () => {
    await raised(19);
    await sweepOn('remind-before-due', 18, 19);
    expect(await told(member)).toEqual([]);
  });

  it('are not told of what is done by then, nor of what is late by then', async () => {
    const done = await raised(23);
    await report(done, { status: 'done' });
    await raised(24);
    product.clock.set(new Date('2026-11-25T02:00:00Z'));
    await product.sweep('remind-before-due');
    await product.settle();
    expect(await told(member)).toEqual([]);
  });

  it('move with an absence that is recorded after they were reckoned', async () => {
    await raised(24);
    await product.sweep('remind-before-due');
    await away('2026-11-23', '2026-11-24');
    await product.settle();
    await sweepOn('remind-before-due', 19, 20, 23);
    // He is back on the 25th, which is then the day on which it is due.
    expect(await days(member)).toEqual(['occurrence.due_soon 20']);
    await sweepOn('flag-overdue', 25, 26);
    expect(await days(member)).toEqual(['occurrence.due_soon 20', 'occurrence.overdue 26']);
    expect((await occurrences())[0]).toMatchObject({ overdueSince: '2026-11-26', version: 2 });
  });

  it('are those of whom it is given to', async () => {
    const one = await raised(23);
    await product.sweep('remind-before-due');
    const other = await product.given.person(workspace, 'member');
    await other.http.post(`${workspace.path}/absences`, { fromOn: '2026-11-20', toOn: '2026-11-20' });
    await report(one, { ownerId: other.userId });
    await sweepOn('remind-before-due', 19, 20);
    expect(await told(other)).toMatchObject([
      { kind: 'occurrence.assigned', text: 'Given to you, due 2026-11-23: Restore a backup (comes round)' },
      { kind: 'occurrence.due_soon' },
    ]);
    expect(await days(other)).toEqual(['occurrence.assigned 18', 'occurrence.due_soon 19']);
    expect(await told(member)).toEqual([]);
  });

  it('are flagged late in more batches than one, each once, since the first day late', async () => {
    const { id } = await raised(20);
    await product.sql.query(
      `INSERT INTO recurring_occurrences (id, workspace_id, rule_id, planned_on, due_on, kind, title, owner_id, created_at)
       SELECT gen_random_uuid(), workspace_id, rule_id, planned_on + n, due_on, kind, 'n ' || n, owner_id, created_at
       FROM recurring_occurrences, generate_series(1, 249) AS n WHERE id = $1`,
      [id],
    );
    product.clock.advance({ days: 9 });
    await Promise.all([1, 2, 3].map(() => product.sweep('flag-overdue')));
    const [row] = await product.sql.query<object[]>(
      `SELECT count(*) AS flagged, min(overdue_since)::text AS since, (SELECT count(*) FROM outbox_events
         WHERE type = 'occurrence.overdue' AND workspace_id = $1) AS told
       FROM recurring_occurrences WHERE workspace_id = $1 AND overdue_since IS NOT NULL`,
      [workspace.id],
    );
    expect(row).toEqual({ flagged: 250, since: '2026-11-23', told: 250 });
    // What one of them sets off, other specs look at.
    await product.sql.query(
      'UPDATE outbox_events SET dispatched_at = now(), finished_at = now() WHERE workspace_id = $1',
      [workspace.id],
    );
  });

  it('move by the calendar of the department for which the rule is, and by the workspace’s where it has none', async () => {
    const admin = await product.given.person(workspace, 'admin');
    const made = async (path: string, body: Json) =>
      (await admin.http.post<{ id: string }>(`${workspace.path}/${path}`, body)).body.id;
    const growth = await made('units', { name: 'Growth' });
    const team = await made('units', { name: 'Team', parentId: growth });
    const other = await made('units', { name: 'Other' });
    // The first is everybody's.
    await made('calendars', { name: 'Usual', country: 'CN', weekdays: [1, 2, 3, 4, 5] });
    // Works on Sundays, and not on Mondays; knows no public days.
    const sundays = await made('calendars', { name: 'Sundays', country: null, weekdays: [2, 3, 4, 5, 7] });
    await admin.http.put(`${workspace.path}/units/${growth}/calendar`, { calendarId: sundays }, 0);
    await product.settle();
    interface Rule {
      readonly id: string;
      readonly version: number;
      readonly nextOn: string;
    }
    const rule = {
      kind: 'check',
      title: 'Check',
      frequency: 'monthly',
      startsOn: '2026-11-18',
      ownerId: member.userId,
    };
    const create = async (fields: Json) =>
      (await lead.http.post<Rule>(`${workspace.path}/recurring-rules`, { ...rule, ...fields })).body;
    const due = async ({ id }: Rule, count = 1) =>
      (await lead.http.get<Json[]>(`${workspace.path}/recurring-rules/${id}/preview?count=${count}`)).body.map(
        ({ dueOn }) => dueOn,
      );
    const ofTeam = await create({ dayOfMonth: 22, unitId: team });
    const monday = await create({ dayOfMonth: 23, unitId: growth });
    const elsewhere = await create({ dayOfMonth: 22, unitId: other });
    const counted = await create({ frequency: 'working_days', every: 3, unitId: team });
    expect([await due(ofTeam), await due(monday), await due(elsewhere), await due(counted, 3)]).toEqual([
      ['2026-11-22'],
      ['2026-11-24'],
      ['2026-11-23'],
      ['2026-11-18', '2026-11-22', '2026-11-26'],
    ]);
    await product.sweep('raise-recurring-work');
    const raisedFor = async ({ id }: Rule) =>
      (
        await lead.http.get<{ rows: Occurrence[] }>(`${workspace.path}/recurring-occurrences?ruleId=${id}`)
      ).body.rows.map(({ dueOn }) => dueOn);
    expect([await raisedFor(ofTeam), await raisedFor(monday), await raisedFor(elsewhere)]).toEqual([
      ['2026-11-22'],
      ['2026-11-24'],
      ['2026-11-23'],
    ]);
    // What was raised keeps its day; the next goes by the new calendar. 20 December is a Sunday.
    const { version } = (await lead.http.get<Rule>(`${workspace.path}/recurring-rules/${ofTeam.id}`)).body;
    await lead.http.patch(`${workspace.path}/recurring-rules/${ofTeam.id}`, { dayOfMonth: 20, unitId: other }, version);
    expect(await due(ofTeam)).toEqual(['2026-12-21']);
    expect(await raisedFor(ofTeam)).toEqual(['2026-11-22']);
  });
});
