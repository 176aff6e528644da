import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  SPEC_NOW,
  startSpecProduct,
} from '../harness/index.js';

interface Rule {
  readonly id: string;
  readonly nextOn: string | null;
  readonly state: string;
  readonly version: number;
}
interface Occurrence {
  readonly id: string;
  readonly plannedOn: string;
  readonly dueOn: string;
  readonly status: string;
  readonly cause: string | null;
  readonly title: string;
  readonly state: string | null;
  readonly overdueDays: number;
  readonly version: number;
}
type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; message: string }[] }>;

/** Today is Wednesday, 18 November 2026, in Shanghai. */
const MONTHLY = {
  kind: 'contact',
  title: 'Write to the first tier',
  frequency: 'monthly',
  dayOfMonth: 20,
  startsOn: '2026-11-01',
};

describe('work that comes round', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());

  const path = (rule: { id: string }, rest = '') => `${workspace.path}/recurring-rules/${rule.id}${rest}`;
  const create = (fields: Json = {}, by = lead) =>
    by.http.post<Rule & Refusal>(`${workspace.path}/recurring-rules`, {
      ...MONTHLY,
      ownerId: member.userId,
      ...fields,
    });
  const given = async (fields: Json = {}): Promise<Rule> => (await create(fields)).body;
  const sweep = () => product.sweep('raise-recurring-work');
  const occurrences = async (query = '') =>
    (
      await lead.http.get<{ rows: Occurrence[]; nextCursor: string | null }>(
        `${workspace.path}/recurring-occurrences${query}`,
      )
    ).body;
  const standing = async () =>
    (await occurrences()).rows
      .map(({ plannedOn, dueOn, status, cause }) => [plannedOn, dueOn, status, cause])
      .reverse();
  const act = (rule: Rule, what: string, body: Json, by = lead) =>
    by.http.post<Rule & Occurrence & Refusal>(path(rule, `/${what}`), body, { 'if-match': `"${rule.version}"` });
  const read = async (rule: Rule) => (await lead.http.get<Rule>(path(rule))).body;
  const report = ({ id, version }: Occurrence, body: Json, by = member) =>
    by.http.patch<Occurrence & Refusal>(`${workspace.path}/recurring-occurrences/${id}`, body, version);
  const raisedOne = async (fields: Json = {}): Promise<Occurrence> => {
    await given(fields);
    await sweep();
    const [one] = (await occurrences()).rows;
    if (!one) throw new Error('nothing was raised');
    return one;
  };

  it('is owed from its lead time on, once, however often and at once the sweep runs', async () => {
    const rule = await given();
    expect(rule).toMatchObject({ nextOn: '2026-11-20', state: 'active', every: 1, onDayOff: 'next', leadDays: 7 });
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    expect(await standing()).toEqual([['2026-11-20', '2026-11-20', 'open', null]]);
    expect((await read(rule)).nextOn).toBe('2026-12-20');
    await product.settle();
    const told = await member.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications');
    expect(told.body.rows.map(({ text }) => text)).toEqual(['Comes round, due 2026-11-20: Write to the first tier']);
  });

  it('stands in the list of who owes it, and the action of the row clears it', async () => {
    await raisedOne();
    interface Row {
      readonly kind: string;
      readonly section: string;
      readonly action: {
        readonly method: string;
        readonly path: string;
        readonly body: object;
        readonly ifMatch: string;
      };
    }
    const mine = async () => (await member.http.get<{ rows: Row[] }>('/api/v1/me/work')).body.rows;
    const [row] = await mine();
    expect(row).toMatchObject({ kind: 'occurrence', section: 'upcoming' });
    const { method, path: to, body, ifMatch } = row?.action ?? { method: '', path: '', body: {}, ifMatch: '' };
    const done = await member.http.call<Occurrence>(method, to, body, { 'if-match': ifMatch });
    expect(done.body).toMatchObject({ status: 'done', settledBy: member.userId, state: null });
    expect(await mine()).toEqual([]);
  });

  it('goes to a working day: 20 December is a Sunday, National Day lasts a week', async () => {
    const rule = await given({ kind: 'drill', frequency: 'quarterly', month: 1, dayOfMonth: 3 });
    const { body } = await lead.http.get<Json[]>(path(rule, '/preview?count=4'));
    expect(body.map(({ plannedOn, dueOn, calendarKnown }) => [plannedOn, dueOn, calendarKnown])).toEqual([
      ['2027-01-03', '2027-01-04', false],
      ['2027-04-03', '2027-04-05', false],
      ['2027-07-03', '2027-07-05', false],
      ['2027-10-03', '2027-10-04', false],
    ]);
    const month = await given();
    const dates = (await lead.http.get<Json[]>(path(month, '/preview?count=2'))).body;
    expect(dates).toEqual([
      { plannedOn: '2026-11-20', dueOn: '2026-11-20', raisedOn: '2026-11-13', calendarKnown: true },
      { plannedOn: '2026-12-20', dueOn: '2026-12-21', raisedOn: '2026-12-14', calendarKnown: true },
    ]);
  });

  it('shows a date that a day off left out', async () => {
    await given({ frequency: 'weekly', weekdays: [7, 5], dayOfMonth: null, onDayOff: 'skip' });
    await sweep();
    expect(await standing()).toEqual([
      ['2026-11-20', '2026-11-20', 'open', null],
      ['2026-11-22', '2026-11-22', 'skipped', 'day_off'],
    ]);
  });

  it.each([
    ['latest', ['missed', 'missed', 'open', 'open']],
    ['all', ['open', 'open', 'open', 'open']],
    ['none', ['missed', 'missed', 'missed', 'open']],
  ])('after a time in which nothing ran, catches up visibly: %s', async (catchUp, statuses) => {
    await given({ frequency: 'weekly', weekdays: [2], dayOfMonth: null, catchUp, startsOn: '2026-11-19' });
    product.clock.set(new Date('2026-12-14T02:00:00Z'));
    await sweep();
    await sweep();
    expect((await standing()).map(([on, , status]) => [on, status])).toEqual([
      ['2026-11-24', statuses[0]],
      ['2026-12-01', statuses[1]],
      ['2026-12-08', statuses[2]],
      ['2026-12-15', statuses[3]],
    ]);
  });

  it('is late in the working days of who owes it, flagged once, and told to who made the rule', async () => {
    const one = await raisedOne();
    product.clock.set(new Date('2026-11-22T02:00:00Z'));
    await product.sweep('flag-overdue');
    expect((await occurrences()).rows[0]).toMatchObject({ state: 'due_today', overdueSince: null });
    product.clock.set(new Date('2026-11-23T02:00:00Z'));
    await Promise.all([product.sweep('flag-overdue'), product.sweep('flag-overdue')]);
    await product.sweep('flag-overdue');
    expect((await occurrences()).rows[0]).toMatchObject({
      state: 'overdue',
      overdueDays: 1,
      overdueSince: '2026-11-23',
    });
    const events = await product.sql.query<unknown[]>(
      `SELECT 1 FROM audit_events WHERE action = 'occurrence.overdue' AND subject_id = $1`,
      [one.id],
    );
    expect(events).toHaveLength(1);
    await product.settle();
    const told = await lead.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications');
    expect(told.body.rows.map(({ text }) => text)).toEqual([
      'Overdue, was due 2026-11-20: Write to the first tier (comes round)',
    ]);
  });

  it('has a date left out for a reason before it is raised, and none that is no date of it', async () => {
    const rule = await given();
    expect((await act(rule, 'skips', { on: '2026-12-21', reason: 'No' })).body.errors).toMatchObject([{ field: 'on' }]);
    expect((await act(rule, 'skips', { on: '2026-12-20', reason: 'Stocktaking' })).body).toMatchObject({
      status: 'skipped', cause: 'person', reason: 'Stocktaking',
    }); // prettier-ignore
    expect((await act(rule, 'skips', { on: '2026-12-20', reason: 'Again' })).status).toBe(409);
    product.clock.set(new Date('2027-01-19T02:00:00Z'));
    await sweep();
    expect((await standing()).map(([on, , status]) => [on, status])).toEqual([
      ['2026-11-20', 'open'],
      ['2026-12-20', 'skipped'],
      ['2027-01-20', 'open'],
    ]);
  });

  it('rests, and the dates of the pause stand there as skipped; ended, it is over', async () => {
    let rule = await given({ frequency: 'weekly', weekdays: [5], dayOfMonth: null, leadDays: 0 });
    rule = (await act(rule, 'state', { state: 'paused', reason: 'Rebuilding' })).body;
    product.clock.set(new Date('2026-12-03T02:00:00Z'));
    await sweep();
    expect(await standing()).toEqual([]);
    rule = (await act(rule, 'state', { state: 'active', reason: 'Done' })).body;
    expect(rule).toMatchObject({ state: 'active', nextOn: '2026-12-04' });
    expect((await standing()).map(([on, , status, cause]) => [on, status, cause])).toEqual([
      ['2026-11-20', 'skipped', 'paused'],
      ['2026-11-27', 'skipped', 'paused'],
    ]);
    rule = (await act(rule, 'state', { state: 'ended', reason: 'Given up' })).body;
    expect(rule).toMatchObject({ state: 'ended', nextOn: null });
    expect((await act(rule, 'state', { state: 'active', reason: 'No' })).body.code).toBe('illegal_state');
  });

  it('changed, is another from its next date on; what was raised stays', async () => {
    const one = await raisedOne();
    const [rule] = (await lead.http.get<{ rows: Rule[] }>(`${workspace.path}/recurring-rules`)).body.rows;
    if (!rule) throw new Error('no rule');
    const changed = await lead.http.patch<Rule>(path(rule), { title: 'Call them', dayOfMonth: 25 }, rule.version);
    expect(changed.body).toMatchObject({ nextOn: '2026-11-25', version: 2 });
    expect((await lead.http.patch<Refusal>(path(rule), { title: 'Late' }, rule.version)).status).toBe(412);
    await sweep();
    const { rows } = await occurrences();
    expect(rows.map(({ title, plannedOn }) => [title, plannedOn])).toEqual([
      ['Call them', '2026-11-25'],
      [one.title, '2026-11-20'],
    ]);
  });

  it('ends by itself after its last date', async () => {
    const rule = await given({ endsOn: '2026-11-30' });
    await sweep();
    expect(await read(rule)).toMatchObject({ state: 'ended', nextOn: null });
  });

  it('is reported by who owes it; leads take it up again and give it to others', async () => {
    const one = await raisedOne();
    const other = await product.given.person(workspace, 'member');
    const auditor = await product.given.person(workspace, 'auditor');
    expect((await report(one, { status: 'done' }, other)).body.code).toBe('not_yours');
    expect((await report(one, { status: 'done' }, auditor)).status).toBe(403);
    expect((await report(one, { status: 'skipped' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const done = (await report(one, { status: 'done', result: 'Reached 98 %' })).body;
    expect(done).toMatchObject({ status: 'done', result: 'Reached 98 %', version: 2 });
    expect((await report(one, { status: 'done' })).status).toBe(412);
    expect((await report(done, { status: 'open', reason: 'Not all' })).status).toBe(403);
    expect((await report(done, { status: 'skipped', reason: 'x' }, lead)).body.code).toBe('illegal_state');
    const anew = { status: 'open', reason: 'Not all', ownerId: other.userId };
    expect((await report(done, anew, lead)).body).toMatchObject({
      status: 'open',
      ownerId: other.userId,
      settledAt: null,
    });
  });

  it('has everything that is wrong named at once, in the language of who reads', async () => {
    const bad = await create({
      kind: 'party',
      frequency: 'monthly',
      every: 0,
      weekdays: [8],
      startsOn: '2026-02-30',
      who: 1,
    });
    expect(bad.status).toBe(400);
    expect(bad.body.errors.map(({ field }) => field).sort()).toEqual(['every', 'kind', 'startsOn', 'weekdays', 'who']);
    const stranger = await product.given.person(await product.given.workspace(), 'member');
    const fields = { frequency: 'quarterly', weekdays: [1], month: 4, endsOn: '2026-10-01', ownerId: stranger.userId };
    const torn = await lead.http.post<Refusal>(
      `${workspace.path}/recurring-rules`,
      { ...MONTHLY, ...fields },
      { 'accept-language': 'zh-CN' },
    );
    expect(torn.body.errors.map(({ field }) => field).sort()).toEqual(['endsOn', 'month', 'ownerId', 'weekdays']);
    expect(torn.body.errors).toContainEqual(expect.objectContaining({ field: 'endsOn', message: '不能早于开始日期' }));
    expect((await create({}, member)).status).toBe(403);
    const foreign = await product.given.person(await product.given.workspace(), 'lead');
    const rule = await given();
    expect((await foreign.http.get(path(rule))).status).toBe(404);
    expect((await lead.http.get(path({ id: member.userId }))).status).toBe(404);
  });

  it('is walked page by page', async () => {
    await given({ frequency: 'weekly', weekdays: [1, 2, 3, 4, 5], dayOfMonth: null });
    await sweep();
    const days: string[] = [];
    for (let query = '?limit=2'; query !== '';) {
      const { rows, nextCursor } = await occurrences(query);
      days.push(...rows.map(({ plannedOn }) => plannedOn));
      query = nextCursor === null ? '' : `?limit=2&cursor=${nextCursor}`;
    }
    expect(days).toEqual(['2026-11-25', '2026-11-24', '2026-11-23', '2026-11-20', '2026-11-19', '2026-11-18']);
  });
});
