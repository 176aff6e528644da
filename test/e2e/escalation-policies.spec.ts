import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Item } from '../../src/modules/items/index.js';
import { type Dated, LadderWorld, type Refusal, type Round } from '../factories/ladder-world.js';
import { SPEC_NOW } from '../harness/index.js';

interface Forecast {
  readonly rows: readonly { subjectId: string; who: string; userId: string; dueAt: string }[];
  readonly nextCursor: string | null;
}

const MINUTE_MS = 60_000;

/** Today at the start of each is Wednesday 2026-11-18, 10:00 in Shanghai; severity P1: 1, 1, 2 and 2 working days. */
describe('how fast what stays late climbs', () => {
  let ladder: LadderWorld;

  beforeAll(async () => {
    ladder = await LadderWorld.start();
  });
  afterAll(() => ladder.product.stop());
  beforeEach(() => ladder.begin());

  it('counts a P0 in minutes until it is contained, and finds the owner who comes later', async () => {
    const opened = await ladder.owner.http.post<{ key: string; id: string }>(`${ladder.workspace.path}/items`, {
      title: 'Payments fail',
      type: 'metric_anomaly',
      severity: 'P0',
    });
    ladder.item = await ladder.product.sql.manager.findOneByOrFail(Item, { id: opened.body.id });
    await ladder.product.settle();
    const after = async (minutes: number) => {
      ladder.product.clock.set(new Date(SPEC_NOW.getTime() + minutes * MINUTE_MS));
      await ladder.product.sweep('climb-escalations');
      await ladder.product.settle();
    };
    await after(300);
    expect(await ladder.newest()).toMatchObject({ subjectType: 'containment', state: 'climbing', next: null });
    await ladder.edit({ ownerId: ladder.owner.userId, sponsorId: ladder.sponsor.userId });
    await after(301);
    expect(await ladder.newest()).toMatchObject({ next: { who: 'sponsor', dueAt: '2026-11-18T08:00:00.000Z' } });
    const until = new Date(SPEC_NOW.getTime() + 330 * MINUTE_MS).toISOString();
    expect((await ladder.acknowledge(ladder.owner, { untilOn: '2026-11-18' })).status).toBe(400);
    expect((await ladder.acknowledge(ladder.owner, { untilAt: until })).status).toBe(200);
    await after(331);
    expect(await ladder.newest()).toMatchObject({ round: 2, startedBecause: 'promise_broken' });
    const { version } = (await ladder.owner.http.get<Dated>(`${ladder.workspace.path}/items/${ladder.item.key}`)).body;
    const report = { actions: 'Rolled back', containedAt: ladder.product.clock.now().toISOString() };
    await ladder.owner.http.put(`${ladder.workspace.path}/items/${ladder.item.key}/containment`, report, version);
    await ladder.product.settle();
    expect(await ladder.newest()).toMatchObject({ state: 'ended', endReason: 'finished' });
  });

  it('follows the policy of its severity, which admins change and nobody can spoil', async () => {
    const path = `${ladder.workspace.path}/escalation-policies/P1`;
    expect((await ladder.owner.http.put<Refusal>(path, { graces: { owner: 1 } }, 0)).status).toBe(403);
    const bad = await ladder.admin.http
      .with({ 'accept-language': 'zh-CN' })
      .put<Refusal>(path, { graces: { assignee: 31, owner: 0 } }, 0);
    expect(bad.body.errors?.map(({ field, message }) => `${field} ${message}`)).toEqual([
      'graces.assignee 不得大于 30',
      'graces.owner 至少为 1:不得与上一级同时通知',
    ]);
    expect(
      (await ladder.admin.http.put(`${ladder.workspace.path}/escalation-policies/P9`, { graces: {} }, 0)).status,
    ).toBe(404);
    await ladder.addTask();
    await ladder.sweepOn(18, 19);
    const graces = { assignee: 0, sponsor: 1 };
    const answers = await Promise.all([0, 0].map(() => ladder.admin.http.put<Dated>(path, { graces }, 0)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const shown = (await ladder.member.http.get<{ severity: string }[]>(`${ladder.workspace.path}/escalation-policies`))
      .body;
    const expected = { ...graces, owner: null, unit_head: null };
    expect(shown[1]).toEqual({ severity: 'P1', unit: 'working_days', graces: expected, version: 1 });
    await ladder.sweepOn(19, 20);
    expect(await ladder.told()).toEqual(['member 19', 'sponsor 20']);
  });

  it('is foretold: what the forecast says is what then happens, in every zone and over absences', async () => {
    await ladder.member.http.patch(
      `${ladder.workspace.path}/members/${ladder.member.userId}/working-time`,
      { timeZone: 'America/Los_Angeles' },
      0,
    );
    await ladder.owner.http.post(`${ladder.workspace.path}/absences`, { fromOn: '2026-11-20', toOn: '2026-11-23' });
    await ladder.owner.http.post(`${ladder.workspace.path}/absences`, {
      userId: ladder.head.userId,
      fromOn: '2026-11-26',
      toOn: '2026-11-27',
    });
    for (const day of ['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-20', '2026-11-24']) {
      await ladder.addTask(day);
      await ladder.addTask(day, { assigneeId: ladder.owner.userId });
      const body = { stage: 'pilot', title: 'Judged', assigneeId: ladder.sponsor.userId, dueOn: day };
      await ladder.owner.http.post(`${ladder.workspace.path}/items/${ladder.item.key}/milestones`, body);
    }
    await ladder.product.settle();
    await ladder.sweepOn(18, 19);
    const mine = await ladder.member.http.get<{ rows: Round[] }>(
      `${ladder.workspace.path}/escalations?userId=${ladder.member.userId}`,
    );
    expect((await ladder.acknowledge(ladder.member, { untilOn: '2026-11-20' }, mine.body.rows[0])).status).toBe(200);
    const foretold: string[] = [];
    let cursor = '';
    do {
      const page = await ladder.admin.http.get<Forecast>(
        `${ladder.workspace.path}/escalations/forecast?days=9&limit=7${cursor}`,
      );
      foretold.push(...page.body.rows.map((row) => `${row.dueAt} ${row.subjectId} ${row.who} ${row.userId}`));
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    const before = (await ladder.told()).length;
    await ladder.sweepOn(20, 21, 22, 23, 24, 25, 26, 27, 28);
    const happened = await ladder.product.sql.query<{ told: string; due_at: Date }[]>(
      `SELECT s.due_at, e.subject_id || ' ' || s.who || ' ' || s.user_id AS told FROM escalation_steps s
       JOIN escalations e ON e.id = s.escalation_id WHERE s.workspace_id = $1 AND s.told_at > $2`,
      [ladder.workspace.id, new Date('2026-11-19T03:00:00Z')],
    );
    const happenedWords = happened.map((row) => `${row.due_at.toISOString()} ${row.told}`);
    expect(before).toBeGreaterThan(0);
    expect(foretold.length).toBeGreaterThan(20);
    expect(happenedWords.sort()).toEqual(foretold.sort());
  });
});
