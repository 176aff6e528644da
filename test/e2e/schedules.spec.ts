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
});
