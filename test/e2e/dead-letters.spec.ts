import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { JOB_PLAN } from '../../src/platform/jobs/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Letter {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  readonly settledBecause: string | null;
  readonly version: number;
}

interface Page {
  readonly rows: readonly Letter[];
  readonly nextCursor: string | null;
}

interface Jobs {
  readonly outbox: { waiting: number; underWay: number; oldestDue: string | null };
  readonly queues: Record<'events' | 'sweeps', Record<'waiting' | 'active' | 'delayed', number>>;
  readonly deadLetters: number;
  readonly sweeps: { name: string; result: string; lagSeconds: number; failing: Letter[]; lastRunAt: string | null }[];
}

const IF_MATCH_1 = { 'if-match': '"1"' };
const IF_MATCH_2 = { 'if-match': '"2"' };
const LAST_ATTEMPT = { number: JOB_PLAN.events.attempts, isLast: true };

describe('what failed for good', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let lead: GivenPerson;
  let member: GivenPerson;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    await product.sql.query(`
      CREATE TABLE spec_faults (workspace_id uuid, told text);
      GRANT SELECT ON spec_faults TO PUBLIC;
      CREATE FUNCTION spec_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT FROM spec_faults WHERE workspace_id = NEW.workspace_id)
        THEN RAISE EXCEPTION 'the % is full', (SELECT told FROM spec_faults WHERE workspace_id = NEW.workspace_id LIMIT 1); END IF;
        RETURN NEW; END $$;
      CREATE TRIGGER spec_fail BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION spec_fail();
      CREATE TRIGGER spec_fail BEFORE UPDATE OF overdue_since ON tasks FOR EACH ROW EXECUTE FUNCTION spec_fail();`);
  });
  afterAll(() => product.stop());

  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    path = `${workspace.path}/jobs/dead-letters`;
  });

  const fault = (told: string): Promise<unknown> =>
    product.sql.query('INSERT INTO spec_faults VALUES ($1, $2)', [workspace.id, told]);
  const mend = (): Promise<unknown> => product.sql.query('DELETE FROM spec_faults');

  /** The member is given a task. */
  async function assign(dueOn = '2026-12-01'): Promise<void> {
    const { key } = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
    const body = { title: 'Ask the shops', assigneeId: member.userId, dueOn };
    expect((await lead.http.post(`${workspace.path}/items/${key}/tasks`, body)).status).toBe(201);
  }

  /** The last attempt to tell the member of a task fails. */
  async function buried(): Promise<Letter> {
    await buriedAgain();
    return only(await letters());
  }

  async function buriedAgain(): Promise<void> {
    await fault('inbox');
    await assign();
    await lastAttempts();
    await mend();
    await product.settle();
  }

  /** Whatever waits is tried for the last time. */
  async function lastAttempts(): Promise<void> {
    const events = await product.sql.query<{ id: number }[]>(
      'SELECT id FROM outbox_events WHERE workspace_id = $1 AND finished_at IS NULL ORDER BY id',
      [workspace.id],
    );
    for (const { id } of events) await product.app.get(Reactions).runFor(id, workspace.id, LAST_ATTEMPT);
  }

  async function letters(query = ''): Promise<readonly Letter[]> {
    return (await admin.http.get<Page>(`${path}${query}`)).body.rows;
  }

  function only(found: readonly Letter[]): Letter {
    expect(found).toHaveLength(1);
    return found[0] as Letter;
  }

  const ask = (id: string, what: string, version: number, body = {}): ReturnType<typeof admin.http.post> =>
    admin.http.post(`${path}/${id}/${what}`, body, { 'if-match': `"${version}"` });

  /** What somebody was told of failures, the last first. */
  async function toldTo({ http }: GivenPerson, language = 'en'): Promise<string[]> {
    const caller = http.with({ 'accept-language': language });
    const { body } = await caller.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications');
    return body.rows.filter(({ kind }) => kind === 'dead_letter.reported').map(({ text }) => text);
  }

  const notices = async (): Promise<number> => {
    const [row] = await product.sql.query<{ n: number }[]>(
      "SELECT count(*)::int AS n FROM notifications WHERE workspace_id = $1 AND kind = 'task.assigned'",
      [workspace.id],
    );
    return row?.n ?? 0;
  };

  it('is kept with its reason, and one more attempt has its effect exactly once', async () => {
    const letter = await buried();
    expect(letter).toMatchObject({ kind: 'reaction', name: 'notify-task-assigned', state: 'dead', attempts: 14 });
    expect(letter.reason).toContain('the inbox is full');
    expect(await notices()).toBe(0);
    const asked = await Promise.all([ask(letter.id, 'retry', 1), ask(letter.id, 'retry', 1)]);
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await ask(letter.id, 'retry', 2)).body).toMatchObject({ code: 'illegal_state' });
    await product.settle();
    const told = await notices();
    expect(told).toBe(1);
    // The same request to try again, worked twice.
    await product.sql.query(
      "UPDATE outbox_events SET dispatched_at = NULL, finished_at = NULL WHERE type = 'dead_letter.retried'",
    );
    await product.settle();
    expect(await notices()).toBe(told);
    expect(await letters()).toEqual([]);
    expect(only(await letters('?state=resolved'))).toMatchObject({ id: letter.id, attempts: 15 });
  });

  it('is dead again, for its new reason, when another attempt fails', async () => {
    const letter = await buried();
    await fault('attic');
    expect((await ask(letter.id, 'retry', 1)).status).toBe(200);
    await product.settle();
    const again = only(await letters());
    expect(again).toMatchObject({ state: 'dead', attempts: 15 });
    expect(again.reason).toContain('the attic is full');
    expect(await notices()).toBe(0);
    await mend();
    await ask(letter.id, 'retry', again.version);
    await product.settle();
    expect(await notices()).toBe(1);
  });

  it('can be discarded with a reason, and what was decided stands in the trail', async () => {
    const { id } = await buried();
    const silent = await admin.http.with({ 'accept-language': 'zh-CN' }).post(`${path}/${id}/discard`, {}, IF_MATCH_1);
    expect([silent.status, silent.body]).toMatchObject([400, { errors: [{ field: 'reason' }] }]);
    expect((await admin.http.post(`${path}/${id}/discard`, { reason: 'seen' })).status).toBe(428);
    expect((await ask(id, 'discard', 7, { reason: 'seen' })).status).toBe(412);
    const done = await ask(id, 'discard', 1, { reason: 'they were told by hand' });
    expect(done.body).toMatchObject({ state: 'discarded', settledBecause: 'they were told by hand' });
    expect(done.body).toMatchObject({ settledBy: admin.userId });
    const chinese = await admin.http.with({ 'accept-language': 'zh-CN' }).post(`${path}/${id}/retry`, {}, IF_MATCH_2);
    expect(chinese.body).toMatchObject({ code: 'illegal_state', detail: '死信不能从“已丢弃”变为“重试中”。' });
    const trail = await admin.http.get<{ rows: { action: string; reason: string | null }[] }>(
      `${workspace.path}/audit/events?limit=5`,
    );
    expect(trail.body.rows).toContainEqual(
      expect.objectContaining({ action: 'dead_letter.discarded', reason: 'they were told by hand' }),
    );
    await product.settle();
    expect(await notices()).toBe(0);
  });

  it('is told to the admins, all of a run in one notification, and once, unless it fails again', async () => {
    const { id } = await buried();
    await buriedAgain();
    await Promise.all([product.sweep('report-failures'), product.sweep('report-failures')]);
    await product.settle();
    await product.sweep('report-failures');
    await product.settle();
    const text = 'Work behind the scenes failed for good and waits for your decision (2): notify-task-assigned';
    expect(await toldTo(admin)).toEqual([text]);
    expect([await toldTo(lead), await toldTo(member)]).toEqual([[], []]);
    await fault('attic');
    await ask(id, 'retry', 1);
    await product.settle();
    await mend();
    await product.sweep('report-failures');
    await product.settle();
    expect(await toldTo(admin)).toEqual([text.replace('(2)', '(1)'), text]);
    expect(await toldTo(admin, 'zh-CN')).toContain('有 2 项后台作业最终失败,等待您处理:notify-task-assigned');
  });

  it('is told to nobody where it is the telling itself that fails', async () => {
    await buried();
    await fault('inbox');
    await product.sweep('report-failures');
    await lastAttempts();
    await mend();
    expect((await letters()).map(({ name }) => name).sort()).toEqual(['notify-failures', 'notify-task-assigned']);
    await product.sweep('report-failures');
    await product.settle();
    expect(await toldTo(admin)).toEqual([]);
  });

  it('keeps its event for as long as nobody has decided', async () => {
    const letter = await buried();
    product.clock.advance({ days: 8 });
    await product.sweep('remove-expired');
    await ask(letter.id, 'retry', 1);
    await product.settle();
    expect(await notices()).toBe(1);
    product.clock.advance({ days: 8 });
    await product.sweep('remove-expired');
    expect(only(await letters('?state=resolved'))).toMatchObject({ id: letter.id });
    product.clock.advance({ days: 90 });
    await product.sweep('remove-stale');
    expect(await letters('?state=resolved')).toEqual([]);
  });

  it('is shown to nobody of another workspace, and to admins alone', async () => {
    const { id } = await buried();
    const abroad = await product.given.workspace();
    const foreigner = await product.given.person(abroad, 'admin');
    const theirs = `${abroad.path}/jobs/dead-letters`;
    expect((await foreigner.http.get<Page>(theirs)).body.rows).toEqual([]);
    expect((await foreigner.http.get(`${theirs}/${id}`)).status).toBe(404);
    expect((await foreigner.http.post(`${theirs}/${id}/retry`, {}, IF_MATCH_1)).status).toBe(404);
    expect((await lead.http.get(path)).status).toBe(403);
    expect((await lead.http.post(`${path}/${id}/retry`, {}, IF_MATCH_1)).status).toBe(403);
  });

  it('is listed page by page, by kind and by state, and by nothing else', async () => {
    const { id } = await buried();
    expect((await letters('?kind=reaction&limit=1')).map((letter) => letter.id)).toEqual([id]);
    expect(await letters('?kind=sweep')).toEqual([]);
    const wrong = await admin.http.get(`${path}?state=lost&colour=red&limit=0`);
    expect(wrong.status).toBe(400);
    expect((wrong.body['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'colour',
      'limit',
      'state',
    ]);
    expect((await admin.http.get(`${path}?cursor=abc`)).body).toMatchObject({ code: 'invalid_cursor' });
  });

  it('may be a sweep, which rests ever longer in the workspace where it fails and catches up when that is mended', async () => {
    const other = await product.given.workspace();
    const otherLead = await product.given.person(other, 'lead');
    const { key } = await product.given.item(other, { stage: 'pilot', ownerId: otherLead.userId });
    const body = { title: 'Ask', assigneeId: otherLead.userId, dueOn: '2026-11-17' };
    await otherLead.http.post(`${other.path}/items/${key}/tasks`, body);
    await assign('2026-11-17');
    await fault('calendar');
    // Far longer than the first pause; the last ones are shorter than what the sweep rests by then.
    for (const minutes of [0, 2, 2, 2]) {
      product.clock.advance({ minutes });
      await expect(product.sweep('flag-overdue')).rejects.toThrow('the calendar is full');
    }
    expect(await overdue(other)).toBe(1);
    expect(await letters()).toEqual([]);
    expect(only(await letters('?state=failing'))).toMatchObject({ kind: 'sweep', attempts: 4 });
    await product.sweep('flag-overdue');
    product.clock.advance({ minutes: 5 });
    await expect(product.sweep('flag-overdue')).rejects.toThrow('the calendar is full');
    const letter = only(await letters());
    expect(letter).toMatchObject({ name: 'flag-overdue/FlagOverdueTasks', state: 'dead', attempts: 5 });
    expect(await sweepShown(admin)).toMatchObject({ result: 'failed', failing: [{ id: letter.id }] });
    expect(await sweepShown(await product.given.person(other, 'admin'), other)).toMatchObject({
      result: 'done',
      failing: [],
    });
    await mend();
    await product.sweep('flag-overdue');
    expect(await overdue(workspace)).toBe(0);
    product.clock.advance({ minutes: 61 });
    await product.sweep('flag-overdue');
    expect(await overdue(workspace)).toBe(1);
    expect(only(await letters('?state=resolved'))).toMatchObject({ id: letter.id });
  });

  it('may be a sweep that somebody has mended and does not want to wait for', async () => {
    await assign('2026-11-17');
    await fault('calendar');
    for (let failures = 0; failures < 5; failures += 1) {
      product.clock.advance({ hours: 1 });
      await expect(product.sweep('flag-overdue')).rejects.toThrow('the calendar is full');
    }
    await mend();
    const letter = only(await letters());
    expect((await ask(letter.id, 'retry', letter.version)).status).toBe(200);
    await product.settle();
    expect(await overdue(workspace)).toBe(1);
    expect(only(await letters('?state=resolved'))).toMatchObject({ attempts: 6 });
  });

  it('is counted on the page of jobs, beside every sweep, the queues and what waits longest', async () => {
    await buried();
    await product.sweep('seal-audit-trail');
    const since = product.clock.now();
    await assign();
    product.clock.advance({ minutes: 2 });
    const { body } = await admin.http.get<Jobs>(`${workspace.path}/jobs`);
    expect(body).toMatchObject({ deadLetters: 1, outbox: { underWay: 0, oldestDue: since.toISOString() } });
    expect(body.outbox.waiting).toBeGreaterThan(0);
    expect(body.queues.events).toEqual({ waiting: 0, active: 0, delayed: 0 });
    const seal = body.sweeps.find(({ name }) => name === 'seal-audit-trail');
    expect(seal).toMatchObject({ result: 'done', lagSeconds: 110, lastRunAt: since.toISOString(), failing: [] });
    expect(body.sweeps.find(({ name }) => name === 'keep-metric-points')).toMatchObject({ result: 'never' });
    const abroad = await product.given.workspace();
    const stranger = await product.given.person(abroad, 'admin');
    const theirs = await stranger.http.get<Jobs>(`${abroad.path}/jobs`);
    expect(theirs.body).toMatchObject({ deadLetters: 0, outbox: { waiting: 0, underWay: 0, oldestDue: null } });
  });

  async function overdue({ id }: GivenWorkspace): Promise<number> {
    const [row] = await product.sql.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM tasks WHERE workspace_id = $1 AND overdue_since IS NOT NULL',
      [id],
    );
    return row?.n ?? 0;
  }

  async function sweepShown(
    { http }: GivenPerson,
    { path: at } = workspace,
  ): Promise<Jobs['sweeps'][number] | undefined> {
    return (await http.get<Jobs>(`${at}/jobs`)).body.sweeps.find(({ name }) => name === 'flag-overdue');
  }
});
