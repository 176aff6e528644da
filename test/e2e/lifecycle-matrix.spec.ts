import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Role } from '../../src/kernel/actor/index.js';
import { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { ALL_STAGES, ALL_STATUSES, LIFECYCLE_TABLE, offers, type Row } from '../support/lifecycle-table.js';

const CELLS = ALL_STAGES.flatMap((stage) => ALL_STATUSES.map((status) => ({ stage, status })));
const NAMES = LIFECYCLE_TABLE.map(({ name }) => name);
const PEOPLE = ['admin', 'lead', 'member', 'auditor'] as const satisfies readonly Role[];

interface Refusal {
  readonly code: string;
  readonly blockers?: readonly { readonly gate: string }[];
}
interface Offered {
  readonly name: string;
  readonly to: string;
  readonly needsReason: boolean;
  readonly forRole: boolean;
  readonly allowed: boolean;
  readonly blockers: readonly { readonly gate: string }[];
}

describe('every cell of stage × status × transition × role', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let people: Record<(typeof PEOPLE)[number], GivenPerson>;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const given = await Promise.all(PEOPLE.map((role) => product.given.person(workspace, role)));
    people = Object.fromEntries(PEOPLE.map((role, index) => [role, given[index]])) as typeof people;
  });
  afterAll(() => product.stop());

  describe.each(CELLS)('an item in $stage, $status', ({ stage, status }) => {
    const offered = LIFECYCLE_TABLE.filter((row) => offers(row, stage, status));
    const notOffered = LIFECYCLE_TABLE.filter((row) => !offers(row, stage, status));

    it('shows everybody what is offered, and tells each whether it is for his role', async () => {
      const item = await product.given.item(workspace, { stage, status });
      for (const role of PEOPLE) {
        const { body } = await people[role].http.get<Offered[]>(`${workspace.path}/items/${item.key}/transitions`);
        const shown = body.map(({ name, to, needsReason, forRole }) => ({ name, to, needsReason, forRole }));
        const expected = offered.map((row) => ({
          name: row.name,
          to: row.to === '=' ? stage : row.to,
          needsReason: row.reason,
          forRole: row.by.includes(role),
        }));
        expect(shown.sort(byName)).toEqual(expected.sort(byName));
        for (const { name, allowed, forRole, blockers } of body) {
          expect({ name, allowed }).toEqual({ name, allowed: forRole && blockers.length === 0 });
          expect(rowOf(name).gates).toEqual(expect.arrayContaining(blockers.map(({ gate }) => gate)));
        }
      }
    });

    it('refuses a member and an auditor every move, and nothing changes', async () => {
      const item = await product.given.item(workspace, { stage, status });
      for (const role of ['member', 'auditor'] as const) {
        const refusals = await Promise.all(NAMES.map((name) => move<Refusal>(role, item, name)));
        expect(refusals.map(({ status: code, body }) => [code, body.code])).toEqual(
          NAMES.map(() => [403, 'forbidden']),
        );
      }
      await expectUnchanged(item);
    });

    it('refuses an admin and a lead every move that is not offered, and nothing changes', async () => {
      const item = await product.given.item(workspace, { stage, status });
      for (const role of ['admin', 'lead'] as const) {
        const refusals = await Promise.all(notOffered.map(({ name }) => move<Refusal>(role, item, name)));
        expect(refusals.map(({ status: code, body }) => [code, body.code])).toEqual(
          notOffered.map(() => [409, 'illegal_transition']),
        );
      }
      await expectUnchanged(item);
    });

    it('refuses a move without the reason that it needs, and nothing changes', async () => {
      const item = await product.given.item(workspace, { stage, status });
      for (const { name } of offered.filter(({ reason }) => reason)) {
        const answer = await move<Refusal & { errors: { field: string }[] }>('lead', item, name, { reason: ' ' });
        expect([answer.status, answer.body.errors.map(({ field }) => field)]).toEqual([400, ['reason']]);
      }
      await expectUnchanged(item);
    });

    it('lets an admin and a lead make what is offered, and stops them at its gates alone', async () => {
      for (const role of ['admin', 'lead'] as const) {
        for (const row of offered) await tryMove(role, row, await product.given.item(workspace, { stage, status }));
      }
    });
  });

  async function tryMove(role: 'admin' | 'lead', row: Row, item: Item): Promise<void> {
    const answer = await move<Refusal>(role, item, row.name);
    if (answer.status === 422) {
      const gates = (answer.body.blockers ?? []).map(({ gate }) => gate);
      expect(gates.length).toBeGreaterThan(0);
      expect(row.gates).toEqual(expect.arrayContaining(gates));
      return expectUnchanged(item);
    }
    expect({ move: row.name, status: answer.status }).toEqual({ move: row.name, status: 200 });
    expect(answer.body).toMatchObject({
      stage: row.to === '=' ? item.stage : row.to,
      status: row.becomes,
      cycle: item.cycle + row.counts.cycle,
      loop: item.loop + row.counts.loop,
      version: item.version + 1,
    });
    const recorded = await eventsOf(item);
    expect(recorded.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['item.stage_advanced', people[role].userId],
    ]);
  }

  function move<Body>(role: Role, { key }: Item, name: string, body: object = { reason: 'The figures say so.' }) {
    const dismissal = name === 'dismiss' ? { dismissal: { kind: 'no_evidence' } } : {};
    return people[role].http.post<Body>(`${workspace.path}/items/${key}/transitions`, { name, ...dismissal, ...body });
  }

  async function expectUnchanged(item: Item): Promise<void> {
    expect(await product.sql.manager.findOneBy(Item, { id: item.id })).toEqual(item);
    expect(await eventsOf(item)).toEqual([]);
    expect(await product.sql.query(`SELECT 1 FROM outbox_events WHERE payload ->> 'itemId' = $1`, [item.id])).toEqual(
      [],
    );
  }

  function eventsOf({ id }: Item): Promise<{ action: string; actor_id: string }[]> {
    return product.sql.query('SELECT action, actor_id FROM audit_events WHERE item_id = $1', [id]);
  }
});

function rowOf(name: string): Row {
  const row = LIFECYCLE_TABLE.find((candidate) => candidate.name === name);
  if (!row) throw new Error(`${name} is not in the table`);
  return row;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}
