import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Dated, LadderWorld } from '../factories/ladder-world.js';

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai; severity P1: 1, 1, 2 and 2 working days. */
describe('a round of what stays late', () => {
  let ladder: LadderWorld;

  beforeAll(async () => {
    ladder = await LadderWorld.start();
  });
  afterAll(() => ladder.product.stop());
  beforeEach(() => ladder.begin());

  it('stops at an acknowledgement by whom it has reached, and begins anew when the promise is broken', async () => {
    await ladder.addTask();
    await ladder.sweepOn(18, 19);
    const stranger = await ladder.acknowledge(ladder.owner, { untilOn: '2026-11-24' });
    expect([stranger.status, stranger.body.code]).toEqual([403, 'not_yours']);
    const wrong = await ladder.acknowledge(ladder.member, {
      note: '',
      untilOn: '2026-11-18',
      untilAt: '2026-11-20T00:00:00Z',
    });
    expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([400, ['note']]);
    const past = await ladder.acknowledge(ladder.member, { untilOn: '2026-11-18', untilAt: '2026-11-20T00:00:00Z' });
    expect(past.body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'untilOn is_past',
      'untilAt not_for_severity',
    ]);
    const stale = await ladder.acknowledge(
      ladder.member,
      { untilOn: '2026-11-24' },
      { ...(await ladder.newest()), version: 1 },
    );
    expect(stale.status).toBe(412);
    const taken = await ladder.acknowledge(ladder.member, { untilOn: '2026-11-24' });
    expect(taken.body).toMatchObject({
      state: 'acknowledged',
      note: 'Called the supplier',
      untilOn: '2026-11-24',
      next: null,
    });
    const [shown] = (await ladder.owner.http.get<object[]>(`${ladder.workspace.path}/items/${ladder.item.key}/tasks`))
      .body;
    expect(shown).toMatchObject({
      escalation: {
        ...{ id: taken.body.id, state: 'acknowledged', who: 'assignee', level: 1, userId: ladder.member.userId },
        ...{ toldAt: '2026-11-19T02:00:00.000Z', acknowledgedBy: ladder.member.userId, untilOn: '2026-11-24' },
      },
    });
    expect((await ladder.acknowledge(ladder.member, { untilOn: '2026-11-25' })).body.code).toBe('illegal_state');
    await ladder.sweepOn(20, 23, 24);
    expect(await ladder.told()).toEqual(['member 19']);
    await ladder.sweepOn(25, 26, 27);
    expect(await ladder.told()).toEqual(['member 19', 'member 26', 'owner 27']);
    const [second, first] = await ladder.rounds();
    expect(first).toMatchObject({ state: 'ended', endReason: 'promise_broken', round: 1 });
    expect(second).toMatchObject({ state: 'climbing', startedBecause: 'promise_broken', round: 2 });
    const [audited] = await ladder.product.sql.query<{ actor_id: string }[]>(
      `SELECT actor_id FROM audit_events WHERE workspace_id = $1 AND action = 'escalation.acknowledged'`,
      [ladder.workspace.id],
    );
    expect(audited).toEqual({ actor_id: ladder.member.userId });
  });

  it('stands still while blocked or on hold, and waits its grace anew once the clock goes on', async () => {
    const task = await ladder.addTask();
    await ladder.sweepOn(18, 19);
    await ladder.move('hold');
    expect(await ladder.newest()).toMatchObject({ state: 'standing', next: null });
    await ladder.sweepOn(20, 23, 24);
    await ladder.move('resume');
    expect(await ladder.newest()).toMatchObject({
      state: 'climbing',
      next: { who: 'owner', dueAt: '2026-11-24T16:00:00.000Z' },
    });
    await ladder.sweepOn(24, 25);
    expect(await ladder.told()).toEqual(['member 19', 'owner 25']);
    await ladder.change(task, { status: 'blocked' });
    await ladder.sweepOn(27, 30);
    await ladder.change(task, { status: 'doing' });
    await ladder.sweepOn(30);
    expect(await ladder.told()).toEqual(['member 19', 'owner 25']);
    expect(await ladder.newest()).toMatchObject({
      round: 1,
      next: { who: 'sponsor', dueAt: '2026-12-01T16:00:00.000Z' },
    });
  });

  it('gives grace after a hold or a block that was over before anybody looked, though the sweep comes before any reaction', async () => {
    const unseen = async (...acts: readonly (() => Promise<unknown>)[]) => {
      for (const act of acts) {
        ladder.product.clock.advance({ minutes: 10 });
        await act();
      }
      await ladder.product.sweep('climb-escalations');
      expect(await ladder.told()).toEqual(['member 19']);
    };
    const transition = (name: string) => () =>
      ladder.owner.http.post(`${ladder.workspace.path}/items/${ladder.item.key}/transitions`, { name, reason: 'so' });
    const { id } = await ladder.addTask();
    const status = (to: string) => async () => {
      const { version } = (await ladder.owner.http.get<Dated>(`${ladder.workspace.path}/tasks/${id}`)).body;
      await ladder.owner.http.patch(`${ladder.workspace.path}/tasks/${id}`, { status: to }, version);
    };
    await ladder.sweepOn(18, 19);
    // The owner’s step is due on the 20th at midnight; two hours later the sweep has not run yet.
    ladder.product.clock.set(new Date('2026-11-19T18:00:00Z'));
    await unseen(transition('hold'), transition('resume'));
    expect(await ladder.newest()).toMatchObject({ next: { who: 'owner', dueAt: '2026-11-22T16:00:00.000Z' } });
    ladder.product.clock.set(new Date('2026-11-22T18:00:00Z'));
    await unseen(status('blocked'), status('doing'));
    expect(await ladder.newest()).toMatchObject({ next: { who: 'owner', dueAt: '2026-11-23T16:00:00.000Z' } });
    await ladder.sweepOn(23, 24);
    expect(await ladder.told()).toEqual(['member 19', 'owner 24']);
  });

  it('begins anew when it is put off and still late, or given to somebody else', async () => {
    const task = await ladder.addTask('2026-11-10');
    await ladder.sweepOn(18, 19, 20);
    expect(await ladder.told()).toEqual(['member 19', 'owner 20']);
    await ladder.change(task, { dueOn: '2026-11-13', reason: 'A few days more' });
    expect(await ladder.newest()).toMatchObject({ round: 2, startedBecause: 'put_off', next: { who: 'assignee' } });
    await ladder.change(task, { assigneeId: ladder.sponsor.userId });
    expect(await ladder.newest()).toMatchObject({
      round: 3,
      startedBecause: 'reassigned',
      next: { userId: ladder.sponsor.userId },
    });
    await ladder.change(task, { dueOn: '2026-11-30', reason: 'Planned anew' });
    expect((await ladder.rounds()).map(({ endReason }) => endReason)).toEqual(['not_late', 'reassigned', 'put_off']);
  });
});
