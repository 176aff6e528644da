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
  });
});
