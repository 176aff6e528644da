import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Item } from '../../src/modules/items/index.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Dated {
  readonly id: string;
  readonly version: number;
}

interface Round extends Dated {
  readonly subjectType: string;
  readonly round: number;
  readonly state: string;
  readonly startedBecause: string;
  readonly endReason: string | null;
  readonly steps: readonly { who: string; userId: string | null; passedBecause: string | null }[];
  readonly next: { who: string; userId: string; dueAt: string } | null;
}

interface Forecast {
  readonly rows: readonly { subjectId: string; who: string; userId: string; dueAt: string }[];
  readonly nextCursor: string | null;
}

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { field: string; code: string; message: string }[];
}

const MINUTE = 60_000;

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai; severity P1: 1, 1, 2 and 2 working days. */
describe('what stays late', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let owner: GivenPerson;
  let sponsor: GivenPerson;
  let head: GivenPerson;
  let member: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    owner = await product.given.person(workspace, 'lead');
    sponsor = await product.given.person(workspace, 'lead');
    head = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    const unit = await admin.http.post<Dated>(`${workspace.path}/units`, { name: 'Growth', headId: head.userId });
    await admin.http.put(`${workspace.path}/members/${member.userId}/unit`, { unitId: unit.body.id }, 0);
    const people = { ownerId: owner.userId, sponsorId: sponsor.userId };
    item = await product.given.item(workspace, { stage: 'pilot', severity: 'P1', ...people });
    await product.settle();
  });

  const addTask = async (dueOn = '2026-11-17', fields: object = {}): Promise<Dated> => {
    const body = { title: `Due ${dueOn}`, assigneeId: member.userId, dueOn, ...fields };
    return (await owner.http.post<Dated>(`${workspace.path}/items/${item.key}/tasks`, body)).body;
  };
  const change = async ({ id }: Dated, fields: object) => {
    const path = `${workspace.path}/tasks/${id}`;
    const { version } = (await owner.http.get<Dated>(path)).body;
    const changed = await owner.http.patch(path, fields, version);
    await product.settle();
    return changed.status;
  };
  const move = async (name: string) => {
    await owner.http.post(`${workspace.path}/items/${item.key}/transitions`, { name, reason: 'so' });
    await product.settle();
  };
  const edit = async (fields: object) => {
    const { version } = (await admin.http.get<Dated>(`${workspace.path}/items/${item.key}`)).body;
    await admin.http.patch(`${workspace.path}/items/${item.key}`, fields, version);
    await product.settle();
  };
  const rounds = async () => (await admin.http.get<Round[]>(`${workspace.path}/items/${item.key}/escalations`)).body;
  const newest = async (): Promise<Round> => {
    const [round] = await rounds();
    if (!round) throw new Error('nothing climbs');
    return round;
  };
  const acknowledge = async (person: GivenPerson, fields: object, round?: Round) => {
    const { id, version } = round ?? (await newest());
    const answer = await person.http.post<Round & Refusal>(
      `${workspace.path}/escalations/${id}/acknowledgement`,
      { note: 'Called the supplier', ...fields },
      { 'if-match': `"${version}"` },
    );
    await product.settle();
    return answer;
  };
  const sweep = async () => {
    await product.sweep('flag-overdue');
    await product.settle();
    await product.sweep('climb-escalations');
    await product.settle();
  };
  /** The days of November 2026 on which the sweeps run at ten in Shanghai. */
  const sweepOn = async (...days: number[]) => {
    for (const day of days) {
      product.clock.set(new Date(Date.UTC(2026, 10, day, 2)));
      await sweep();
    }
  };
  const told = async () => {
    const people = { owner, sponsor, head, member };
    const rows = await product.sql.query<{ user_id: string; told_at: Date }[]>(
      `SELECT s.user_id, s.told_at FROM escalation_steps s WHERE s.workspace_id = $1 AND s.told_at IS NOT NULL
       ORDER BY s.told_at, s.level`,
      [workspace.id],
    );
    const name = (id: string) => Object.entries(people).find(([, { userId }]) => userId === id)?.[0] ?? 'nobody';
    return rows.map((row) => `${name(row.user_id)} ${new Date(row.told_at.getTime() + 8 * 60 * MINUTE).getUTCDate()}`);
  };

  it('climbs from who owes it to the head of his department, each told once, in working days', async () => {
    await addTask();
    await sweepOn(18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 30);
    expect(await told()).toEqual(['member 19', 'owner 20', 'sponsor 24', 'head 26']);
    const notices = await head.http.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications');
    expect(notices.body.rows.map(({ kind }) => kind)).toEqual(['escalation.raised']);
    expect(notices.body.rows[0]?.text).toContain('as head of department');
    const work = async (person: GivenPerson) =>
      (await person.http.get<{ rows: { kind: string; action: { path: string } }[] }>('/api/v1/me/work')).body.rows;
    const { id } = await newest();
    const [row] = await work(head);
    expect(row?.kind).toBe('escalation_to_acknowledge');
    expect(row?.action.path).toBe(`${workspace.path}/escalations/${id}/acknowledgement`);
    // Who owes it has the task itself before him.
    expect((await work(member)).map(({ kind }) => kind)).toEqual(['task']);
  });

  it('is told once by four sweeps at once, in more batches than one, and nothing more by a replay', async () => {
    const { id } = await addTask();
    await sweep();
    await product.sql.query(
      `WITH copied AS (
         INSERT INTO tasks (id, workspace_id, item_id, item_key, cycle, title, assignee_id, due_on, original_due_on,
                            overdue_since, created_at)
         SELECT gen_random_uuid(), workspace_id, item_id, item_key, cycle, 'n ' || n, assignee_id, due_on, due_on,
           overdue_since, created_at FROM tasks, generate_series(1, 249) AS n WHERE id = $1
         RETURNING id, workspace_id, item_id, assignee_id, due_on, slips)
       INSERT INTO escalations (id, workspace_id, item_id, subject_type, subject_id, round, started_because, started_at,
                                runs_from, look_at, owed_by, due_on, slips)
       SELECT gen_random_uuid(), workspace_id, item_id, 'task', id, 1, 'late', $2, $2, $2, assignee_id, due_on, slips FROM copied`,
      [id, SPEC_NOW],
    );
    product.clock.advance({ days: 1 });
    await Promise.all([1, 2, 3, 4].map(() => product.sweep('climb-escalations')));
    await product.sweep('climb-escalations');
    const [counted] = await product.sql.query<object[]>(
      `SELECT (SELECT count(*) FROM escalation_steps WHERE workspace_id = $1 AND told_at IS NOT NULL) AS told,
         (SELECT count(*) FROM outbox_events WHERE workspace_id = $1 AND type = 'escalation.raised') AS raised`,
      [workspace.id],
    );
    expect(counted).toEqual({ told: 250, raised: 250 });
    // What one of them sets off, and who is next, other specs look at.
    await product.sql.query('UPDATE escalations SET ended_at = $2, look_at = NULL WHERE workspace_id = $1', [
      workspace.id,
      SPEC_NOW,
    ]);
    await product.sql.query(
      'UPDATE outbox_events SET dispatched_at = now(), finished_at = now() WHERE workspace_id = $1',
      [workspace.id],
    );
  });

  it('reaches the lowest step alone after lost days, and gives the next its grace from then', async () => {
    await addTask();
    await sweepOn(18, 27, 28, 30);
    expect(await told()).toEqual(['member 27', 'owner 30']);
  });

  it('passes over, and shows why: the same person, one who left, one away, nobody', async () => {
    await owner.http.post(`${workspace.path}/absences`, {
      fromOn: '2026-11-23',
      toOn: '2026-11-24',
      userId: sponsor.userId,
    });
    await addTask('2026-11-17', { assigneeId: owner.userId });
    await sweepOn(18, 19);
    // The owner is told as the assignee; he has no head; the sponsor is away on the day on which his step is due, and told all
    // the same, since nobody is left above him.
    expect(await newest()).toMatchObject({ next: { who: 'sponsor', dueAt: '2026-11-22T16:00:00.000Z' } });
    const passed = async () => (await newest()).steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`);
    expect(await passed()).toEqual(['assignee null', 'owner told_already']);
    await addTask();
    await sweepOn(19, 20, 23);
    const [second] = await rounds();
    expect(second?.steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`)).toEqual([
      'assignee null',
      'owner null',
    ]);
    await product.sql.query('UPDATE memberships SET deactivated_at = $1 WHERE user_id = $2', [SPEC_NOW, head.userId]);
    await admin.http.call('PUT', `${workspace.path}/members/${owner.userId}/unit`, { unitId: null });
    await product.settle();
    await sweepOn(26);
    expect((await rounds())[0]?.steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`)).toEqual([
      'assignee null',
      'owner null',
      'sponsor null',
      'unit_head left',
    ]);
  });

  it('stops at an acknowledgement by whom it has reached, and begins anew when the promise is broken', async () => {
    await addTask();
    await sweepOn(18, 19);
    const stranger = await acknowledge(owner, { untilOn: '2026-11-24' });
    expect([stranger.status, stranger.body.code]).toEqual([403, 'not_yours']);
    const wrong = await acknowledge(member, { note: '', untilOn: '2026-11-18', untilAt: '2026-11-20T00:00:00Z' });
    expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([400, ['note']]);
    const past = await acknowledge(member, { untilOn: '2026-11-18', untilAt: '2026-11-20T00:00:00Z' });
    expect(past.body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'untilOn is_past',
      'untilAt not_for_severity',
    ]);
    const stale = await acknowledge(member, { untilOn: '2026-11-24' }, { ...(await newest()), version: 1 });
    expect(stale.status).toBe(412);
    const taken = await acknowledge(member, { untilOn: '2026-11-24' });
    expect(taken.body).toMatchObject({
      state: 'acknowledged',
      note: 'Called the supplier',
      untilOn: '2026-11-24',
      next: null,
    });
    const [shown] = (await owner.http.get<object[]>(`${workspace.path}/items/${item.key}/tasks`)).body;
    expect(shown).toMatchObject({
      escalation: {
        ...{ id: taken.body.id, state: 'acknowledged', who: 'assignee', level: 1, userId: member.userId },
        ...{ toldAt: '2026-11-19T02:00:00.000Z', acknowledgedBy: member.userId, untilOn: '2026-11-24' },
      },
    });
    expect((await acknowledge(member, { untilOn: '2026-11-25' })).body.code).toBe('illegal_state');
    await sweepOn(20, 23, 24);
    expect(await told()).toEqual(['member 19']);
    await sweepOn(25, 26, 27);
    expect(await told()).toEqual(['member 19', 'member 26', 'owner 27']);
    const [second, first] = await rounds();
    expect(first).toMatchObject({ state: 'ended', endReason: 'promise_broken', round: 1 });
    expect(second).toMatchObject({ state: 'climbing', startedBecause: 'promise_broken', round: 2 });
    const [audited] = await product.sql.query<{ actor_id: string }[]>(
      `SELECT actor_id FROM audit_events WHERE workspace_id = $1 AND action = 'escalation.acknowledged'`,
      [workspace.id],
    );
    expect(audited).toEqual({ actor_id: member.userId });
  });

  it('stops when the work is done or its item over', async () => {
    const done = await addTask();
    await addTask();
    await sweepOn(18, 19);
    expect(await change(done, { status: 'done' })).toBe(200);
    expect((await owner.http.get(`${workspace.path}/tasks/${done.id}`)).body).toMatchObject({ escalation: null });
    expect((await rounds()).map(({ endReason }) => endReason).sort()).toEqual([null, 'finished'].sort());
    await move('cancel');
    expect((await rounds()).map(({ endReason }) => endReason).sort()).toEqual(['finished', 'item_over']);
    await sweepOn(20, 23);
    expect(await told()).toEqual(['member 19', 'member 19']);
  });

  it('stands still while blocked or on hold, and waits its grace anew once the clock goes on', async () => {
    const task = await addTask();
    await sweepOn(18, 19);
    await move('hold');
    expect(await newest()).toMatchObject({ state: 'standing', next: null });
    await sweepOn(20, 23, 24);
    await move('resume');
    expect(await newest()).toMatchObject({
      state: 'climbing',
      next: { who: 'owner', dueAt: '2026-11-24T16:00:00.000Z' },
    });
    await sweepOn(24, 25);
    expect(await told()).toEqual(['member 19', 'owner 25']);
    await change(task, { status: 'blocked' });
    await sweepOn(27, 30);
    await change(task, { status: 'doing' });
    await sweepOn(30);
    expect(await told()).toEqual(['member 19', 'owner 25']);
    expect(await newest()).toMatchObject({ round: 1, next: { who: 'sponsor', dueAt: '2026-12-01T16:00:00.000Z' } });
  });

  it('gives grace after a hold or a block that was over before anybody looked, though the sweep comes before any reaction', async () => {
    const unseen = async (...acts: readonly (() => Promise<unknown>)[]) => {
      for (const act of acts) {
        product.clock.advance({ minutes: 10 });
        await act();
      }
      await product.sweep('climb-escalations');
      expect(await told()).toEqual(['member 19']);
    };
    const transition = (name: string) => () =>
      owner.http.post(`${workspace.path}/items/${item.key}/transitions`, { name, reason: 'so' });
    const { id } = await addTask();
    const status = (to: string) => async () => {
      const { version } = (await owner.http.get<Dated>(`${workspace.path}/tasks/${id}`)).body;
      await owner.http.patch(`${workspace.path}/tasks/${id}`, { status: to }, version);
    };
    await sweepOn(18, 19);
    // The owner’s step is due on the 20th at midnight; two hours later the sweep has not run yet.
    product.clock.set(new Date('2026-11-19T18:00:00Z'));
    await unseen(transition('hold'), transition('resume'));
    expect(await newest()).toMatchObject({ next: { who: 'owner', dueAt: '2026-11-22T16:00:00.000Z' } });
    product.clock.set(new Date('2026-11-22T18:00:00Z'));
    await unseen(status('blocked'), status('doing'));
    expect(await newest()).toMatchObject({ next: { who: 'owner', dueAt: '2026-11-23T16:00:00.000Z' } });
    await sweepOn(23, 24);
    expect(await told()).toEqual(['member 19', 'owner 24']);
  });

  it('begins anew when it is put off and still late, or given to somebody else', async () => {
    const task = await addTask('2026-11-10');
    await sweepOn(18, 19, 20);
    expect(await told()).toEqual(['member 19', 'owner 20']);
    await change(task, { dueOn: '2026-11-13', reason: 'A few days more' });
    expect(await newest()).toMatchObject({ round: 2, startedBecause: 'put_off', next: { who: 'assignee' } });
    await change(task, { assigneeId: sponsor.userId });
    expect(await newest()).toMatchObject({ round: 3, startedBecause: 'reassigned', next: { userId: sponsor.userId } });
    await change(task, { dueOn: '2026-11-30', reason: 'Planned anew' });
    expect((await rounds()).map(({ endReason }) => endReason)).toEqual(['not_late', 'reassigned', 'put_off']);
  });

  it('counts a P0 in minutes until it is contained, and finds the owner who comes later', async () => {
    const opened = await owner.http.post<{ key: string; id: string }>(`${workspace.path}/items`, {
      title: 'Payments fail',
      type: 'metric_anomaly',
      severity: 'P0',
    });
    item = await product.sql.manager.findOneByOrFail(Item, { id: opened.body.id });
    await product.settle();
    const after = async (minutes: number) => {
      product.clock.set(new Date(SPEC_NOW.getTime() + minutes * MINUTE));
      await product.sweep('climb-escalations');
      await product.settle();
    };
    await after(300);
    expect(await newest()).toMatchObject({ subjectType: 'containment', state: 'climbing', next: null });
    await edit({ ownerId: owner.userId, sponsorId: sponsor.userId });
    await after(301);
    expect(await newest()).toMatchObject({ next: { who: 'sponsor', dueAt: '2026-11-18T08:00:00.000Z' } });
    const until = new Date(SPEC_NOW.getTime() + 330 * MINUTE).toISOString();
    expect((await acknowledge(owner, { untilOn: '2026-11-18' })).status).toBe(400);
    expect((await acknowledge(owner, { untilAt: until })).status).toBe(200);
    await after(331);
    expect(await newest()).toMatchObject({ round: 2, startedBecause: 'promise_broken' });
    const { version } = (await owner.http.get<Dated>(`${workspace.path}/items/${item.key}`)).body;
    const report = { actions: 'Rolled back', containedAt: product.clock.now().toISOString() };
    await owner.http.put(`${workspace.path}/items/${item.key}/containment`, report, version);
    await product.settle();
    expect(await newest()).toMatchObject({ state: 'ended', endReason: 'finished' });
  });

  it('follows the policy of its severity, which admins change and nobody can spoil', async () => {
    const path = `${workspace.path}/escalation-policies/P1`;
    expect((await owner.http.put<Refusal>(path, { graces: { owner: 1 } }, 0)).status).toBe(403);
    const bad = await admin.http
      .with({ 'accept-language': 'zh-CN' })
      .put<Refusal>(path, { graces: { assignee: 31, owner: 0 } }, 0);
    expect(bad.body.errors?.map(({ field, message }) => `${field} ${message}`)).toEqual([
      'graces.assignee 不得大于 30',
      'graces.owner 至少为 1:不得与上一级同时通知',
    ]);
    expect((await admin.http.put(`${workspace.path}/escalation-policies/P9`, { graces: {} }, 0)).status).toBe(404);
    await addTask();
    await sweepOn(18, 19);
    const graces = { assignee: 0, sponsor: 1 };
    const answers = await Promise.all([0, 0].map(() => admin.http.put<Dated>(path, { graces }, 0)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const shown = (await member.http.get<{ severity: string }[]>(`${workspace.path}/escalation-policies`)).body;
    const expected = { ...graces, owner: null, unit_head: null };
    expect(shown[1]).toEqual({ severity: 'P1', unit: 'working_days', graces: expected, version: 1 });
    await sweepOn(19, 20);
    expect(await told()).toEqual(['member 19', 'sponsor 20']);
  });

  it('is foretold: what the forecast says is what then happens, in every zone and over absences', async () => {
    await member.http.patch(
      `${workspace.path}/members/${member.userId}/working-time`,
      { timeZone: 'America/Los_Angeles' },
      0,
    );
    await owner.http.post(`${workspace.path}/absences`, { fromOn: '2026-11-20', toOn: '2026-11-23' });
    await owner.http.post(`${workspace.path}/absences`, {
      userId: head.userId,
      fromOn: '2026-11-26',
      toOn: '2026-11-27',
    });
    for (const day of ['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-20', '2026-11-24']) {
      await addTask(day);
      await addTask(day, { assigneeId: owner.userId });
      const body = { stage: 'pilot', title: 'Judged', assigneeId: sponsor.userId, dueOn: day };
      await owner.http.post(`${workspace.path}/items/${item.key}/milestones`, body);
    }
    await product.settle();
    await sweepOn(18, 19);
    const mine = await member.http.get<{ rows: Round[] }>(`${workspace.path}/escalations?userId=${member.userId}`);
    expect((await acknowledge(member, { untilOn: '2026-11-20' }, mine.body.rows[0])).status).toBe(200);
    const foretold: string[] = [];
    let cursor = '';
    do {
      const page = await admin.http.get<Forecast>(`${workspace.path}/escalations/forecast?days=9&limit=7${cursor}`);
      foretold.push(...page.body.rows.map((row) => `${row.dueAt} ${row.subjectId} ${row.who} ${row.userId}`));
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    const before = (await told()).length;
    await sweepOn(20, 21, 22, 23, 24, 25, 26, 27, 28);
    const happened = await product.sql.query<{ told: string; due_at: Date }[]>(
      `SELECT s.due_at, e.subject_id || ' ' || s.who || ' ' || s.user_id AS told FROM escalation_steps s
       JOIN escalations e ON e.id = s.escalation_id WHERE s.workspace_id = $1 AND s.told_at > $2`,
      [workspace.id, new Date('2026-11-19T03:00:00Z')],
    );
    const happenedWords = happened.map((row) => `${row.due_at.toISOString()} ${row.told}`);
    expect(before).toBeGreaterThan(0);
    expect(foretold.length).toBeGreaterThan(20);
    expect(happenedWords.sort()).toEqual(foretold.sort());
  });

  it('shows nothing of a confidential item to those who do not see it, and does not climb to them', async () => {
    await product.given.seat(item, member);
    await addTask();
    const outsider = await product.given.person(workspace, 'member');
    await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
    await sweepOn(18, 19, 20, 24, 26);
    expect(await told()).toEqual(['member 19', 'owner 20', 'sponsor 24']);
    expect((await newest()).steps.at(-1)).toMatchObject({ who: 'unit_head', passedBecause: 'cannot_see' });
    const { id } = await newest();
    const paths = [`escalations/${id}`, `items/${item.key}/escalations`].map((path) => `${workspace.path}/${path}`);
    for (const path of paths) expect((await outsider.http.get(path)).status).toBe(404);
    await addTask('2026-11-25');
    const seen = async (person: GivenPerson, path: string) =>
      (await person.http.get<{ rows: unknown[] }>(`${workspace.path}/${path}`)).body.rows.length;
    expect([await seen(outsider, 'escalations'), await seen(outsider, 'escalations/forecast')]).toEqual([0, 0]);
    expect([await seen(member, 'escalations'), await seen(admin, 'escalations/forecast')]).toEqual([1, 3]);
    expect(await seen(member, `escalations?state=climbing&userId=${sponsor.userId}`)).toBe(1);
    expect((await admin.http.get(`${workspace.path}/escalations/forecast?days=32`)).status).toBe(400);
  });
});
