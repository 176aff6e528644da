import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
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
  readonly dueOn: string;
  readonly overdueSince: string | null;
  readonly stoppedOn: string | null;
}

/** Today at the start of each is Wednesday 2026-11-18 in Shanghai. */
describe('what is past its day', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
  });

  const addTask = async (dueOn: string, fields: object = {}, of = { workspace, lead, item }): Promise<Dated> => {
    const body = { title: `Due ${dueOn}`, assigneeId: member.userId, dueOn, ...fields };
    return (await of.lead.http.post<Dated>(`${of.workspace.path}/items/${of.item.key}/tasks`, body)).body;
  };
  const addMilestone = async (dueOn: string): Promise<Dated> => {
    const body = { stage: 'pilot', title: 'Pilot judged', assigneeId: member.userId, dueOn };
    return (await lead.http.post<Dated>(`${workspace.path}/items/${item.key}/milestones`, body)).body;
  };
  const task = async ({ id }: Dated) => (await lead.http.get<Dated>(`${workspace.path}/tasks/${id}`)).body;
  const report = async (of: Dated, fields: object) => {
    const { version } = await task(of);
    return (await lead.http.patch<Dated>(`${workspace.path}/tasks/${of.id}`, fields, version)).body;
  };
  const move = async (name: string) =>
    (await lead.http.post(`${workspace.path}/items/${item.key}/transitions`, { name, reason: 'so' })).status;
  const events = async (type: string, { id }: Dated) => {
    const [row] = await product.sql.query<{ audited: number; told: number }[]>(
      `SELECT (SELECT count(*) FROM audit_events WHERE action = $1 AND subject_id = $2) AS audited,
              (SELECT count(*) FROM outbox_events WHERE type = $1 AND payload->>'subjectId' = $2) AS told`,
      [type, id],
    );
    return row;
  };
  const kinds = async (person: GivenPerson, kind: string) => {
    const told = await person.http.get<{ rows: { kind: string; subjectId: string; text: string }[] }>(
      '/api/v1/me/notifications',
    );
    return told.body.rows.filter((row) => row.kind === kind);
  };

  it('is flagged once however often the sweep runs, and what is not late stays as it is', async () => {
    const late = await addTask('2026-11-17');
    const dueToday = await addTask('2026-11-18');
    await product.sweep('flag-overdue');
    await product.sweep('flag-overdue');
    expect(await task(late)).toMatchObject({ overdueSince: '2026-11-18', version: 2 });
    expect(await task(dueToday)).toMatchObject({ overdueSince: null, version: 1 });
    expect(await events('task.overdue', late)).toEqual({ audited: 1, told: 1 });
    expect(await events('task.overdue', dueToday)).toEqual({ audited: 0, told: 0 });
  });

  it('is told once to who owes it and once to the owner of the item, and once when they are the same', async () => {
    const late = await addTask('2026-11-17');
    const own = await addTask('2026-11-17', { assigneeId: lead.userId });
    await product.sweep('flag-overdue');
    await product.settle();
    await product.sweep('flag-overdue');
    await product.settle();
    expect((await kinds(member, 'task.overdue')).map(({ subjectId }) => subjectId)).toEqual([late.id]);
    const owner = (await kinds(lead, 'task.overdue')).map(({ subjectId }) => subjectId);
    expect(owner.sort()).toEqual([late.id, own.id].sort());
  });

  it('is flagged once by two sweeps at once', async () => {
    const late = await Promise.all(Array.from({ length: 30 }, () => addTask('2026-11-10')));
    await Promise.all([1, 2, 3, 4].map(() => product.sweep('flag-overdue')));
    for (const each of late) expect(await events('task.overdue', each)).toEqual({ audited: 1, told: 1 });
  });

  it('is found in batches over several connections, each once, by two sweeps at once, too', async () => {
    const { id } = await addTask('2026-11-10');
    await product.sql.query(
      `INSERT INTO tasks (id, workspace_id, item_id, item_key, cycle, title, assignee_id, due_on, original_due_on, created_at)
       SELECT gen_random_uuid(), workspace_id, item_id, item_key, cycle, 'n ' || n, assignee_id, due_on, due_on, created_at
       FROM tasks, generate_series(1, 1049) AS n WHERE id = $1`,
      [id],
    );
    await Promise.all([product.sweep('flag-overdue'), product.sweep('flag-overdue')]);
    await product.sweep('flag-overdue');
    const [row] = await product.sql.query<object[]>(
      `SELECT (SELECT count(*) FROM tasks WHERE workspace_id = $1 AND overdue_since IS NOT NULL AND version = 2) AS flagged,
         (SELECT count(*) FROM audit_events WHERE workspace_id = $1 AND action = 'task.overdue') AS audited,
         count(*) AS told, count(DISTINCT payload->>'subjectId') AS subjects
       FROM outbox_events WHERE type = 'task.overdue' AND workspace_id = $1`,
      [workspace.id],
    );
    expect(row).toEqual({ flagged: 1_050, audited: 1_050, told: 1_050, subjects: 1_050 });
    // What one of them sets off, other specs look at; 1,050 times takes minutes.
    await product.sql.query(
      'UPDATE outbox_events SET dispatched_at = now(), finished_at = now() WHERE workspace_id = $1',
      [workspace.id],
    );
  });

  it('says since when, also when the sweep comes days late', async () => {
    const late = await addTask('2026-11-20');
    product.clock.advance({ days: 9 });
    await product.sweep('flag-overdue');
    expect(await task(late)).toMatchObject({ overdueSince: '2026-11-23', state: 'overdue', overdueDays: 5 });
  });

  it('is not late over a weekend, nor over a holiday, nor while who owes it is away', async () => {
    const friday = await addTask('2026-11-20');
    const away = await addTask('2026-11-24');
    await product.sweep('flag-overdue');
    // Known only after the sweep has reckoned from when each is late.
    await member.http.post(`${workspace.path}/absences`, { fromOn: '2026-11-24', toOn: '2026-11-26' });
    await product.settle();
    product.clock.set(new Date('2026-11-22T15:00:00Z'));
    await product.sweep('flag-overdue');
    expect(await task(friday)).toMatchObject({ overdueSince: null, state: 'due_today', overdueDays: 0 });
    product.clock.set(new Date('2026-11-22T16:00:00Z'));
    await product.sweep('flag-overdue');
    expect(await task(friday)).toMatchObject({ overdueSince: '2026-11-23', state: 'overdue', overdueDays: 1 });
    product.clock.set(new Date('2026-11-27T02:00:00Z'));
    await product.sweep('flag-overdue');
    expect(await task(away)).toMatchObject({ overdueSince: null, state: 'due_today' });
    product.clock.set(new Date('2026-11-30T02:00:00Z'));
    await product.sweep('flag-overdue');
    expect(await task(away)).toMatchObject({ overdueSince: '2026-11-30', overdueDays: 1 });
  });

  it('goes by the zone of who owes it, not of the workspace', async () => {
    const body = { timeZone: 'America/Los_Angeles' };
    await member.http.patch(`${workspace.path}/members/${member.userId}/working-time`, body, 0);
    const late = await addTask('2026-11-17');
    await product.sweep('flag-overdue');
    expect(await task(late)).toMatchObject({ overdueSince: null, state: 'due_today' });
    product.clock.set(new Date('2026-11-18T08:00:00Z'));
    await product.sweep('flag-overdue');
    expect(await task(late)).toMatchObject({ overdueSince: '2026-11-18' });
  });

  it('is late by the day of its own workspace: in Shanghai already, in Los Angeles not yet', async () => {
    const west = await product.given.workspace({ timeZone: 'America/Los_Angeles' });
    const westLead = await product.given.person(west, 'lead');
    const westItem = await product.given.item(west, { ownerId: westLead.userId });
    const inShanghai = await addTask('2026-11-17');
    const inLosAngeles = await addTask(
      '2026-11-17',
      { assigneeId: westLead.userId },
      { workspace: west, lead: westLead, item: westItem },
    );
    await product.sweep('flag-overdue');
    expect((await task(inShanghai)).overdueSince).toBe('2026-11-18');
    const path = `${west.path}/tasks/${inLosAngeles.id}`;
    expect((await westLead.http.get(path)).body).toMatchObject({ overdueSince: null });
    product.clock.set(new Date('2026-11-18T08:00:00Z'));
    await product.sweep('flag-overdue');
    expect((await westLead.http.get(path)).body).toMatchObject({ overdueSince: '2026-11-18' });
  });

  it('loses its flag when done or moved, and is flagged again if the new day passes too', async () => {
    const done = await addTask('2026-11-17');
    const moved = await addTask('2026-11-17');
    await product.sweep('flag-overdue');
    expect(await report(done, { status: 'done' })).toMatchObject({ overdueSince: null });
    expect(await report(moved, { dueOn: '2026-11-19', reason: 'One more day' })).toMatchObject({ overdueSince: null });
    expect(await events('task.overdue_cleared', done)).toEqual({ audited: 1, told: 1 });
    product.clock.advance({ days: 3 });
    await product.sweep('flag-overdue');
    expect((await task(moved)).overdueSince).toBe('2026-11-20');
    expect((await task(done)).overdueSince).toBeNull();
    expect(await events('task.overdue', moved)).toEqual({ audited: 2, told: 2 });
  });

  it('keeps its flag when it is moved to a day that is past as well', async () => {
    const late = await addTask('2026-11-10');
    await product.sweep('flag-overdue');
    const moved = await report(late, { dueOn: '2026-11-12', reason: 'Typed the wrong day' });
    expect(moved.overdueSince).toBe('2026-11-11');
  });

  it('is not late while blocked, and gets the working days back that it stood', async () => {
    const blocked = await addTask('2026-11-20');
    expect(await report(blocked, { status: 'blocked' })).toMatchObject({ stoppedOn: '2026-11-18' });
    product.clock.advance({ days: 10 });
    await product.sweep('flag-overdue');
    expect(await task(blocked)).toMatchObject({ overdueSince: null, dueOn: '2026-11-20' });
    const resumed = await report(blocked, { status: 'doing' });
    expect(resumed).toMatchObject({ dueOn: '2026-12-01', originalDueOn: '2026-11-20', slips: 0, stoppedOn: null });
    await product.sweep('flag-overdue');
    expect((await task(blocked)).overdueSince).toBeNull();
  });

  it('is not late while its item is on hold, and gets the days back when it goes on', async () => {
    const held = await addTask('2026-11-20');
    const milestone = await addMilestone('2026-11-20');
    expect(await move('hold')).toBe(200);
    product.clock.advance({ days: 7 });
    await product.sweep('flag-overdue');
    expect((await task(held)).overdueSince).toBeNull();
    await product.settle();
    expect(await move('resume')).toBe(200);
    await product.sweep('flag-overdue');
    await product.settle();
    await product.sweep('flag-overdue');
    expect(await task(held)).toMatchObject({ overdueSince: null, dueOn: '2026-11-27', slips: 0, stoppedOn: null });
    const shown = await lead.http.get(`${workspace.path}/milestones/${milestone.id}`);
    expect(shown.body).toMatchObject({ overdueSince: null, dueOn: '2026-11-27', slips: 0, stoppedOn: null });
    expect(await events('task.clock_resumed', held)).toEqual({ audited: 1, told: 1 });
  });

  it('is owed no more once its item is cancelled', async () => {
    const late = await addTask('2026-11-10');
    await product.sweep('flag-overdue');
    expect(await move('cancel')).toBe(200);
    await product.settle();
    expect(await task(late)).toMatchObject({ overdueSince: null, status: 'todo' });
    await product.sweep('flag-overdue');
    expect(await events('task.overdue', late)).toEqual({ audited: 1, told: 1 });
  });

  it('may be a milestone: flagged and told once, and cleared when reached', async () => {
    const milestone = await addMilestone('2026-11-17');
    await product.sweep('flag-overdue');
    await product.sweep('flag-overdue');
    await product.settle();
    expect(await events('milestone.overdue', milestone)).toEqual({ audited: 1, told: 1 });
    expect(await kinds(member, 'milestone.overdue')).toHaveLength(1);
    expect(await kinds(lead, 'milestone.overdue')).toHaveLength(1);
    const reached = await lead.http.patch(`${workspace.path}/milestones/${milestone.id}`, { status: 'reached' }, 2);
    expect(reached.body).toMatchObject({ status: 'reached', overdueSince: null });
    expect(await events('milestone.overdue_cleared', milestone)).toEqual({ audited: 1, told: 1 });
  });

  it('was announced to who owes it the working day before, once, and not at all when given on that day', async () => {
    const soon = await addTask('2026-11-21');
    const givenLate = await addTask('2026-11-19');
    const milestone = await addMilestone('2026-11-21');
    await product.sweep('remind-before-due');
    product.clock.advance({ days: 2 });
    await product.sweep('remind-before-due');
    await product.sweep('remind-before-due');
    await product.settle();
    expect((await kinds(member, 'task.due_soon')).map(({ subjectId }) => subjectId)).toEqual([soon.id]);
    expect((await kinds(member, 'milestone.due_soon')).map(({ subjectId }) => subjectId)).toEqual([milestone.id]);
    expect(await kinds(lead, 'task.due_soon')).toEqual([]);
    expect(await events('task.due_soon', givenLate)).toEqual({ audited: 0, told: 0 });
  });

  it('is not announced as soon due when it is late by then, whichever sweep comes first', async () => {
    const late = await addMilestone('2026-11-17');
    const today = await addMilestone('2026-11-18');
    await product.sweep('remind-before-due');
    await product.sweep('flag-overdue');
    expect(await events('milestone.due_soon', late)).toEqual({ audited: 0, told: 0 });
    expect(await events('milestone.overdue', late)).toEqual({ audited: 1, told: 1 });
    expect(await events('milestone.due_soon', today)).toEqual({ audited: 1, told: 1 });
  });

  it('is announced at most 20 days before, to somebody who is away for longer until then', async () => {
    await member.http.post(`${workspace.path}/absences`, { fromOn: '2026-11-19', toOn: '2026-12-18' });
    const milestone = await addMilestone('2026-12-18');
    product.clock.set(new Date('2026-11-27T15:59:00Z'));
    await product.sweep('remind-before-due');
    expect(await events('milestone.due_soon', milestone)).toEqual({ audited: 0, told: 0 });
    product.clock.set(new Date('2026-11-27T16:00:00Z'));
    await product.sweep('remind-before-due');
    expect(await events('milestone.due_soon', milestone)).toEqual({ audited: 1, told: 1 });
  });
});
