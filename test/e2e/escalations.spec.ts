import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { LadderWorld } from '../factories/ladder-world.js';
import { type GivenPerson, SPEC_NOW } from '../harness/index.js';

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai; severity P1: 1, 1, 2 and 2 working days. */
describe('what stays late', () => {
  let ladder: LadderWorld;

  beforeAll(async () => {
    ladder = await LadderWorld.start();
  });
  afterAll(() => ladder.product.stop());
  beforeEach(() => ladder.begin());

  it('climbs from who owes it to the head of his department, each told once, in working days', async () => {
    await ladder.addTask();
    await ladder.sweepOn(18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 30);
    expect(await ladder.told()).toEqual(['member 19', 'owner 20', 'sponsor 24', 'head 26']);
    const notices = await ladder.head.http.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications');
    expect(notices.body.rows.map(({ kind }) => kind)).toEqual(['escalation.raised']);
    expect(notices.body.rows[0]?.text).toContain('as head of department');
    const work = async (person: GivenPerson) =>
      (await person.http.get<{ rows: { kind: string; action: { path: string } }[] }>('/api/v1/me/work')).body.rows;
    const { id } = await ladder.newest();
    const [row] = await work(ladder.head);
    expect(row?.kind).toBe('escalation_to_acknowledge');
    expect(row?.action.path).toBe(`${ladder.workspace.path}/escalations/${id}/acknowledgement`);
    // Who owes it has the task itself before him.
    expect((await work(ladder.member)).map(({ kind }) => kind)).toEqual(['task']);
  });

  it('is told once by four sweeps at once, in more batches than one, and nothing more by a replay', async () => {
    const { id } = await ladder.addTask();
    await ladder.sweep();
    await ladder.product.sql.query(
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
    ladder.product.clock.advance({ days: 1 });
    await Promise.all([1, 2, 3, 4].map(() => ladder.product.sweep('climb-escalations')));
    await ladder.product.sweep('climb-escalations');
    const [counted] = await ladder.product.sql.query<object[]>(
      `SELECT (SELECT count(*) FROM escalation_steps WHERE workspace_id = $1 AND told_at IS NOT NULL) AS told,
         (SELECT count(*) FROM outbox_events WHERE workspace_id = $1 AND type = 'escalation.raised') AS raised`,
      [ladder.workspace.id],
    );
    expect(counted).toEqual({ told: 250, raised: 250 });
    // What one of them sets off, and who is next, other specs look at.
    await ladder.product.sql.query('UPDATE escalations SET ended_at = $2, look_at = NULL WHERE workspace_id = $1', [
      ladder.workspace.id,
      SPEC_NOW,
    ]);
    await ladder.product.sql.query(
      'UPDATE outbox_events SET dispatched_at = now(), finished_at = now() WHERE workspace_id = $1',
      [ladder.workspace.id],
    );
  });

  it('reaches the lowest step alone after lost days, and gives the next its grace from then', async () => {
    await ladder.addTask();
    await ladder.sweepOn(18, 27, 28, 30);
    expect(await ladder.told()).toEqual(['member 27', 'owner 30']);
  });

  it('passes over, and shows why: the same person, one who left, one away, nobody', async () => {
    await ladder.owner.http.post(`${ladder.workspace.path}/absences`, {
      fromOn: '2026-11-23',
      toOn: '2026-11-24',
      userId: ladder.sponsor.userId,
    });
    await ladder.addTask('2026-11-17', { assigneeId: ladder.owner.userId });
    await ladder.sweepOn(18, 19);
    // The owner is told as the assignee; he has no head; the sponsor is away on the day on which his step is due, and told all
    // the same, since nobody is left above him.
    expect(await ladder.newest()).toMatchObject({ next: { who: 'sponsor', dueAt: '2026-11-22T16:00:00.000Z' } });
    const passed = async () => (await ladder.newest()).steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`);
    expect(await passed()).toEqual(['assignee null', 'owner told_already']);
    await ladder.addTask();
    await ladder.sweepOn(19, 20, 23);
    const [second] = await ladder.rounds();
    expect(second?.steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`)).toEqual([
      'assignee null',
      'owner null',
    ]);
    await ladder.product.sql.query('UPDATE memberships SET deactivated_at = $1 WHERE user_id = $2', [
      SPEC_NOW,
      ladder.head.userId,
    ]);
    await ladder.admin.http.call('PUT', `${ladder.workspace.path}/members/${ladder.owner.userId}/unit`, {
      unitId: null,
    });
    await ladder.product.settle();
    await ladder.sweepOn(26);
    expect((await ladder.rounds())[0]?.steps.map(({ who, passedBecause }) => `${who} ${passedBecause}`)).toEqual([
      'assignee null',
      'owner null',
      'sponsor null',
      'unit_head left',
    ]);
  });

  it('stops when the work is done or its item over', async () => {
    const done = await ladder.addTask();
    await ladder.addTask();
    await ladder.sweepOn(18, 19);
    expect(await ladder.change(done, { status: 'done' })).toBe(200);
    expect((await ladder.owner.http.get(`${ladder.workspace.path}/tasks/${done.id}`)).body).toMatchObject({
      escalation: null,
    });
    expect((await ladder.rounds()).map(({ endReason }) => endReason).sort()).toEqual([null, 'finished'].sort());
    await ladder.move('cancel');
    expect((await ladder.rounds()).map(({ endReason }) => endReason).sort()).toEqual(['finished', 'item_over']);
    await ladder.sweepOn(20, 23);
    expect(await ladder.told()).toEqual(['member 19', 'member 19']);
  });

  it('shows nothing of a confidential item to those who do not see it, and does not climb to them', async () => {
    await ladder.product.given.seat(ladder.item, ladder.member);
    await ladder.addTask();
    const outsider = await ladder.product.given.person(ladder.workspace, 'member');
    await ladder.product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [ladder.item.id]);
    await ladder.sweepOn(18, 19, 20, 24, 26);
    expect(await ladder.told()).toEqual(['member 19', 'owner 20', 'sponsor 24']);
    expect((await ladder.newest()).steps.at(-1)).toMatchObject({ who: 'unit_head', passedBecause: 'cannot_see' });
    const { id } = await ladder.newest();
    const paths = [`escalations/${id}`, `items/${ladder.item.key}/escalations`].map(
      (path) => `${ladder.workspace.path}/${path}`,
    );
    for (const path of paths) expect((await outsider.http.get(path)).status).toBe(404);
    await ladder.addTask('2026-11-25');
    const seen = async (person: GivenPerson, path: string) =>
      (await person.http.get<{ rows: unknown[] }>(`${ladder.workspace.path}/${path}`)).body.rows.length;
    expect([await seen(outsider, 'escalations'), await seen(outsider, 'escalations/forecast')]).toEqual([0, 0]);
    expect([await seen(ladder.member, 'escalations'), await seen(ladder.admin, 'escalations/forecast')]).toEqual([
      1, 3,
    ]);
    expect(await seen(ladder.member, `escalations?state=climbing&userId=${ladder.sponsor.userId}`)).toBe(1);
    expect((await ladder.admin.http.get(`${ladder.workspace.path}/escalations/forecast?days=32`)).status).toBe(400);
  });
});
