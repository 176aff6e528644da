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
}
type Refusal = Readonly<{ code: string; detail: string; errors: { field: string; code: string; message: string }[] }>;

/** Today at the start of each is Wednesday 2026-11-18 in Shanghai. */
describe('the schedule of an item', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let item: Item;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
    path = `${workspace.path}/items/${item.key}`;
  });

  const addTask = async (title: string, dueOn: string, fields: object = {}): Promise<Dated> =>
    (await lead.http.post<Dated>(`${path}/tasks`, { title, dueOn, assigneeId: member.userId, ...fields })).body;
  const addMilestone = async (title: string, dueOn: string): Promise<Dated> => {
    const body = { stage: 'pilot', title, dueOn, assigneeId: member.userId };
    return (await lead.http.post<Dated>(`${path}/milestones`, body)).body;
  };
  const change = <Body = Dated & Refusal>(kind: string, { id, version }: Dated, fields: object, who = lead) =>
    who.http.patch<Body>(`${workspace.path}/${kind}/${id}`, fields, version);

  describe('slips', () => {
    it('lists each date put off, with days lost, who, when and why; nothing else moves in it', async () => {
      const task = await addTask('Call ten users', '2026-11-20');
      const milestone = await addMilestone('Pilot judged', '2026-11-27');
      const blocked = await change('tasks', task, { status: 'blocked' });
      product.clock.advance({ days: 5 });
      const resumed = await change('tasks', blocked.body, { status: 'doing' });
      const later = await change('tasks', resumed.body, { dueOn: '2026-11-30', reason: 'Two were ill' }, member);
      await change('tasks', later.body, { dueOn: '2026-11-26' });
      await change('milestones', milestone, { dueOn: '2026-12-04', reason: 'The release slipped' });
      const listed = await member.http.get<Dated[]>(`${path}/slips`);
      expect(listed.body).toMatchObject([
        { kind: 'task', id: task.id, title: 'Call ten users', from: '2026-11-25', to: '2026-11-30', workingDays: 3,
          movedBy: member.userId, movedByName: member.name, movedAt: '2026-11-23T02:00:00.000Z', reason: 'Two were ill' },
        { kind: 'milestone', id: milestone.id, from: '2026-11-27', to: '2026-12-04', workingDays: 5,
          movedByName: lead.name, reason: 'The release slipped' },
      ]); // prettier-ignore
      const shown = await lead.http.get(`${workspace.path}/tasks/${task.id}`);
      expect(shown.body).toMatchObject({ originalDueOn: '2026-11-20', dueOn: '2026-11-26', slips: 1 });
    });

    it('asks why the planned finish is put off or taken away, in Chinese too, and why a rollout step is', async () => {
      const set = await lead.http.patch<Dated>(path, { plannedFinish: '2026-12-01' }, item.version);
      const refused = await lead.http
        .with({ 'accept-language': 'zh-CN' })
        .patch<Refusal>(path, { plannedFinish: '2026-12-10' }, set.body.version);
      expect(refused.body.errors).toMatchObject([{ field: 'reason', code: 'reason_needed', message: '推迟计划完成日期须说明原因' }]); // prettier-ignore
      expect((await lead.http.patch(path, { plannedFinish: null }, set.body.version)).status).toBe(400);
      const put = { plannedFinish: '2026-12-10', reason: 'The pilot lost' };
      expect((await lead.http.patch(path, put, set.body.version)).status).toBe(200);
      expect((await lead.http.get(`${path}/slips`)).body).toMatchObject([
        { kind: 'item', id: item.id, from: '2026-12-01', to: '2026-12-10', workingDays: 7, reason: 'The pilot lost' },
      ]);
    });

    it('are not there for another workspace, nor below a key that is none', async () => {
      const elsewhere = await product.given.workspace();
      const stranger = await product.given.person(elsewhere, 'admin');
      expect((await stranger.http.get(`${elsewhere.path}/items/${item.key}/slips`)).status).toBe(404);
      expect((await lead.http.get(`${workspace.path}/items/CI-209901-001/slips`)).status).toBe(404);
    });
  });

  interface Plan {
    readonly plannedFinish: string;
    readonly projectedFinish: string;
    readonly delay: { because: string; recordId: string; workingDays: number; sentence: string } | null;
    readonly rows: { title: string; projectedFinish: string; slack: number | null; critical: boolean }[];
  }
  const link = (before: Dated, after: Dated, fields: object = {}, who = lead) =>
    who.http.post<Dated & Refusal>(`${path}/dependencies`, {
      predecessorId: before.id,
      successorId: after.id,
      ...fields,
    });
  const plan = async (who = member) => (await who.http.get<Plan>(`${path}/plan`)).body;

  describe('dependencies', () => {
    it('let a record wait for another, shown until that is finished', async () => {
      const [task, milestone] = [await addTask('Build', '2026-11-20'), await addMilestone('Judged', '2026-11-27')];
      const added = await link(task, milestone, { lagDays: 1 });
      expect(added.status).toBe(201);
      expect(added.body).toMatchObject({ itemKey: item.key, predecessor: { kind: 'task', title: 'Build' }, successor: { kind: 'milestone', title: 'Judged' }, lagDays: 1 }); // prettier-ignore
      const at = `${workspace.path}/milestones/${milestone.id}`;
      expect((await member.http.get(at)).body).toMatchObject({ waitingFor: [{ kind: 'task', id: task.id, title: 'Build', dueOn: '2026-11-20', assigneeId: member.userId }] }); // prettier-ignore
      expect((await member.http.get<Dated[]>(`${path}/dependencies`)).body).toEqual([added.body]);
      await change('tasks', task, { status: 'done' });
      expect((await member.http.get(at)).body).toMatchObject({ waitingFor: [] });
      expect((await lead.http.call('DELETE', `${workspace.path}/dependencies/${added.body.id}`)).status).toBe(204);
      expect((await lead.http.call('DELETE', `${workspace.path}/dependencies/${added.body.id}`)).status).toBe(404);
      expect((await member.http.get(`${path}/dependencies`)).body).toEqual([]);
      const history = await lead.http.get<{ rows: { action: string }[] }>(`${path}/history`);
      const told = history.body.rows.map(({ action }) => action).filter((action) => action.startsWith('dependency'));
      expect(told).toEqual(['dependency.added', 'dependency.removed']);
    });

    it('close no circle, which is named, nor twice the same, nor reach beyond the item', async () => {
      const [one, two, three] = [
        await addTask('One', '2026-11-20'),
        await addTask('Two', '2026-11-23'),
        await addMilestone('Three', '2026-11-24'),
      ];
      await link(one, two);
      await link(two, three);
      const circle = await link(three, one);
      expect(circle.body).toMatchObject({ status: 409, code: 'conflict' });
      expect(circle.body.detail).toContain('“One” → “Two” → “Three” → “One”');
      const zh = await lead.http
        .with({ 'accept-language': 'zh-CN' })
        .post<Refusal>(`${path}/dependencies`, { predecessorId: one.id, successorId: one.id });
      expect(zh.body.detail).toBe('这些工作将互相等待,形成循环:“One” → “One”。');
      expect((await link(one, two)).body.code).toBe('already_exists');
      const elsewhere = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
      const body = { title: 'Of another', assigneeId: member.userId, dueOn: '2026-11-20' };
      const other = await lead.http.post<Dated>(`${workspace.path}/items/${elsewhere.key}/tasks`, body);
      expect((await link(other.body, one)).status).toBe(404);
      const bad = await link(one, two, { lagDays: -1, predecessorId: 'x' });
      expect(bad.body.errors.map(({ field }) => field).sort()).toEqual(['lagDays', 'predecessorId']);
      expect((await link(one, three, {}, member)).status).toBe(403);
    });

    it('make no circle of two that are added at once', async () => {
      const [one, two] = [await addTask('One', '2026-11-20'), await addTask('Two', '2026-11-23')];
      const answers = await Promise.all([link(one, two), link(two, one)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('put what others wait for before the rest of one’s work', async () => {
      const own = await addTask('Waited for', '2026-12-10', { assigneeId: lead.userId });
      await addTask('Sooner', '2026-12-01', { assigneeId: lead.userId });
      await link(own, await addTask('Waits', '2026-12-11'));
      const { body } = await lead.http.get<{ rows: { title: string; section: string; itemKey: string }[] }>(
        '/api/v1/me/work',
      );
      const rows = body.rows.filter(({ itemKey }) => itemKey === item.key);
      expect(rows.map(({ title, section }) => `${title}: ${section}`)).toEqual([
        'Waited for: blocking',
        'Sooner: upcoming',
      ]);
    });
  });

  describe('the plan', () => {
    it('says what is late and by which record the finish moves, in both languages', async () => {
      const build = await addTask('Build', '2026-11-20');
      const test = await addTask('Test', '2026-11-24');
      const judged = await addMilestone('Judged', '2026-11-25');
      await addTask('Aside', '2026-11-20');
      await link(build, test);
      await link(test, judged);
      expect(await plan()).toMatchObject({ plannedFinish: '2026-11-25', projectedFinish: '2026-11-25', delay: null });
      product.clock.set(new Date('2026-11-25T02:00:00Z'));
      const late = await plan();
      expect(late).toMatchObject({ plannedFinish: '2026-11-25', projectedFinish: '2026-11-27' });
      expect(late.rows.find(({ title }) => title === 'Build')).toMatchObject({ projectedFinish: '2026-11-25', critical: true, slack: 0 }); // prettier-ignore
      expect(late.rows.find(({ title }) => title === 'Aside')).toMatchObject({ slack: 2, critical: false });
      expect(late.delay).toEqual({ because: 'late', recordId: build.id, workingDays: 3, sentence: 'The task “Build” is 3 working day(s) late and moves the finish from 2026-11-25 to 2026-11-27.' }); // prettier-ignore
      const zh = await member.http.with({ 'accept-language': 'zh-CN' }).get<Plan>(`${path}/plan`);
      expect(zh.body.delay?.sentence).toBe('任务“Build”已延误 3 个工作日,使完成日期由 2026-11-25 推迟至 2026-11-27。');
      await change('tasks', build, { status: 'cancelled' });
      expect((await plan()).rows.map(({ title }) => title)).not.toContain('Build');
    });

    it('measures by the item’s own planned finish where it has one, and by who is away', async () => {
      await addTask('Build', '2026-11-24');
      await lead.http.patch(path, { plannedFinish: '2026-11-27' }, item.version);
      expect(await plan()).toMatchObject({ plannedFinish: '2026-11-27', projectedFinish: '2026-11-27', delay: null, rows: [{ slack: 3 }] }); // prettier-ignore
      const away = { userId: member.userId, fromOn: '2026-11-24', toOn: '2026-11-27' };
      await lead.http.post(`${workspace.path}/absences`, away);
      const later = await plan();
      expect(later).toMatchObject({ projectedFinish: '2026-11-30', delay: { because: 'beyond' } });
    });
  });
});
