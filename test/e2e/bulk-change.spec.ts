import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Report {
  readonly changed: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly refused: number;
  readonly rows: readonly {
    readonly id: string;
    readonly result: string;
    readonly version: number | null;
    readonly problem: { readonly code: string; readonly detail: string; readonly status: number } | null;
  }[];
}
interface Task {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly progress: number;
}

describe('a bulk change', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
  });
  afterAll(() => product.stop());

  const add = async (assigneeId = member.userId): Promise<Task> => {
    const body = { title: 'Call ten users', assigneeId, dueOn: '2026-11-25' };
    return (await lead.http.post<Task>(`${workspace.path}/items/${item.key}/tasks`, body)).body;
  };
  const sendAs = (who: GivenPerson, rows: readonly object[], headers: Record<string, string> = {}) =>
    who.http.post<Report & { code: string; errors: { field: string }[] }>(
      `${workspace.path}/tasks/bulk`,
      { rows },
      headers,
    );
  const read = async ({ id }: { id: string }) => (await lead.http.get<Task>(`${workspace.path}/tasks/${id}`)).body;

  it('changes what it may, and says of every row what came of it', async () => {
    const [mine, notMine, moved, so] = [await add(), await add(lead.userId), await add(), await add()];
    await member.http.patch(`${workspace.path}/tasks/${moved.id}`, { progress: 10 }, 1);
    const nobody = '00000000-0000-4000-8000-000000000000';
    const { status, body } = await sendAs(member, [
      { id: mine.id, version: 1, change: { status: 'doing', progress: 40 } },
      { id: notMine.id, version: 1, change: { status: 'done' } },
      { id: moved.id, version: 1, change: { status: 'done' } },
      { id: so.id, version: 1, change: { progress: 0 } },
      { id: nobody, version: 1, change: { status: 'done' } },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ changed: 1, unchanged: 1, stale: 1, refused: 2 });
    expect(body.rows.map(({ id, result, version, problem }) => [id, result, version, problem?.code ?? null])).toEqual([
      [mine.id, 'changed', 2, null],
      [notMine.id, 'refused', null, 'not_yours'],
      [moved.id, 'stale', null, 'stale_version'],
      [so.id, 'unchanged', 1, null],
      [nobody, 'refused', null, 'not_found'],
    ]);
    expect(await read(mine)).toMatchObject({ status: 'doing', progress: 40 });
    expect(await read(notMine)).toMatchObject({ status: 'todo', version: 1 });
    expect(await read(moved)).toMatchObject({ status: 'todo', progress: 10 });
  });

  it('leaves an entry in the trail for each row that changed, and none for the others', async () => {
    const [one, other] = [await add(), await add()];
    await sendAs(lead, [
      { id: one.id, version: 1, change: { status: 'done' } },
      { id: other.id, version: 1, change: { dueOn: '2026-12-25' } },
    ]);
    const events = await product.sql.query<{ subject_id: string }[]>(
      `SELECT subject_id FROM audit_events WHERE action = 'task.changed' AND subject_id = ANY($1)`,
      [[one.id, other.id]],
    );
    expect(events).toEqual([{ subject_id: one.id }]);
  });

  it('is refused whole when a row cannot be read, and changes nothing', async () => {
    const task = await add();
    const rows = [
      { id: task.id, version: 1, change: { status: 'done' } },
      { id: 'x', version: 0, change: { progress: 101, colour: 'red' } },
      { id: task.id, version: 1 },
    ];
    const { status, body } = await sendAs(lead, rows);
    expect(status).toBe(400);
    expect(body.errors.map(({ field }) => field).sort()).toEqual([
      'rows.1.change.colour',
      'rows.1.change.progress',
      'rows.1.id',
      'rows.1.version',
      'rows.2.change',
    ]);
    expect(await read(task)).toMatchObject({ status: 'todo', version: 1 });
    const many = Array.from({ length: 201 }, () => rows[0] ?? {});
    expect((await sendAs(lead, many)).body.errors.map(({ field }) => field)).toEqual(['rows']);
  });

  it('done twice with one Idempotency-Key is done once, and answers the same', async () => {
    const task = await add();
    const rows = [{ id: task.id, version: 1, change: { status: 'done' } }];
    const first = await sendAs(lead, rows, { 'idempotency-key': 'bulk-1' });
    const again = await sendAs(lead, rows, { 'idempotency-key': 'bulk-1' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await read(task)).toMatchObject({ status: 'done', version: 2 });
  });

  it('of the same tasks by two people at once changes each task once', async () => {
    const tasks = await Promise.all(Array.from({ length: 6 }, () => add()));
    const rows = tasks.map(({ id }) => ({ id, version: 1, change: { status: 'doing' } }));
    const reports = await Promise.all([sendAs(lead, rows), sendAs(member, [...rows].reverse())]);
    const results = reports.map(({ body: { changed, stale } }) => ({ changed, stale }));
    expect(results.map(({ changed }) => changed).reduce((sum, one) => sum + one)).toBe(6);
    expect(results.map(({ stale }) => stale).reduce((sum, one) => sum + one)).toBe(6);
  });

  it('is not for auditors nor for people outside, and is explained in Chinese', async () => {
    const auditor = await product.given.person(workspace, 'auditor');
    const outsider = await product.given.person(await product.given.workspace(), 'lead');
    expect((await sendAs(auditor, [])).status).toBe(403);
    expect((await sendAs(outsider, [])).status).toBe(404);
    const task = await add();
    const rows = [{ id: task.id, version: 7, change: { status: 'done' } }];
    const { body } = await sendAs(lead, rows, { 'accept-language': 'zh-CN' });
    expect(body.rows[0]?.problem).toMatchObject({ detail: '内容已被他人修改,请重新读取。', status: 412 });
  });

  it('of milestones and of items goes the same way', async () => {
    const milestone = { stage: 'rollout', title: 'Launch', assigneeId: member.userId, dueOn: '2026-12-01' };
    const made = await lead.http.post<Task>(`${workspace.path}/items/${item.key}/milestones`, milestone);
    const reached = [{ id: made.body.id, version: 1, change: { status: 'reached' } }];
    const { body } = await member.http.post<Report>(`${workspace.path}/milestones/bulk`, { rows: reached });
    expect(body).toMatchObject({ changed: 1, rows: [{ id: made.body.id, version: 2 }] });
    const [one, other] = [await product.given.item(workspace), await product.given.item(workspace)];
    const foreign = await product.given.item(await product.given.workspace());
    const rows = [
      { key: one.key, version: one.version, change: { ownerId: lead.userId, severity: 'P1' } },
      { key: other.key, version: other.version + 1, change: { ownerId: lead.userId } },
      { key: foreign.key, version: 1, change: { ownerId: lead.userId } },
    ];
    const edited = await lead.http.post<Report>(`${workspace.path}/items/bulk`, { rows });
    expect(edited.body.rows.map(({ id, result }) => [id, result])).toEqual([
      [one.key, 'changed'],
      [other.key, 'stale'],
      [foreign.key, 'refused'],
    ]);
    const shown = await lead.http.get(`${workspace.path}/items/${one.key}`);
    expect(shown.body).toMatchObject({ ownerId: lead.userId, severity: 'P1' });
    expect((await member.http.post(`${workspace.path}/items/bulk`, { rows })).status).toBe(403);
  });
});
