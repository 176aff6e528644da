import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { ApprovalsAwaited } from '../../worklist/index.js';
import type { Holder } from '../domain/held-up.js';
import { AwaitedApproval } from '../persistence/awaited-approval.entity.js';

// Read by SQL: who asks for leave by name lies above this module.
const ASKED_BY_NAME = `
  SELECT id, record_id AS "recordId", approver_id AS "approverId" FROM approvals WHERE item_id = $1 AND status = 'pending'`;

/** Writes down what an item waits for, and since when: what is awaited is judged by state, the moment is not in it. */
@Injectable()
export class AwaitApprovals {
  constructor(private readonly awaited: ApprovalsAwaited) {}

  /** Whether anything is awaited of the item or below it, or was when its clocks were last looked at. */
  async isAny(tx: Tx, itemId: string): Promise<boolean> {
    const [found] = await tx.query<{ any: boolean }[]>(
      `SELECT EXISTS (SELECT FROM awaited_approvals WHERE item_id = $1 AND settled_at IS NULL)
         OR EXISTS (SELECT FROM approvals WHERE item_id = $1 AND status = 'pending')
         OR EXISTS (SELECT FROM tasks WHERE item_id = $1 AND held_up_by <> '{}')
         OR EXISTS (SELECT FROM milestones WHERE item_id = $1 AND held_up_by <> '{}') AS any`,
      [itemId],
    );
    return found?.any ?? false;
  }

  /** @returns whether anything is awaited that was not, or the other way round */
  async settle(tx: Tx, workspace: WorkspaceRef, item: Item, at: Date): Promise<boolean> {
    const known = await this.standing(tx, item.id);
    const awaited = await this.awaited.of(tx, workspace, item, at);
    const gone = known.filter((one) => !awaited.some((other) => isSame(one, other)));
    const come = awaited.filter((one) => !known.some((other) => isSame(one, other)));
    for (const { id } of gone) await tx.update(AwaitedApproval, { id }, { settledAt: at });
    for (const one of come) {
      const of = { workspaceId: item.workspaceId, itemId: item.id, cycle: item.cycle };
      await tx.insert(AwaitedApproval, { ...one, ...of, id: newId(), since: at, settledAt: null });
    }
    return gone.length + come.length > 0;
  }

  /** What is awaited of the item and below it, and which of the people could give it themselves. */
  async holders(
    tx: Tx,
    workspace: WorkspaceRef,
    item: Pick<Item, 'id' | 'stage'>,
    people: readonly string[],
    at: Date,
  ): Promise<readonly Holder[]> {
    const byName = await tx.query<{ id: string; recordId: string; approverId: string }[]>(ASKED_BY_NAME, [item.id]);
    const known = await this.standing(tx, item.id);
    const givers = new Map<string, readonly Pick<AwaitedApproval, 'kind' | 'subjectId'>[]>();
    for (const userId of known.length > 0 ? people : [])
      givers.set(userId, await this.awaited.within(tx, workspace, item, at, userId));
    return [
      ...known.map((one) => ({
        id: one.id,
        recordId: null,
        mayGive: (userId: string) => (givers.get(userId) ?? []).some((other) => isSame(one, other)),
      })),
      ...byName.map(({ id, recordId, approverId }) => ({
        id,
        recordId,
        mayGive: (userId: string) => userId === approverId,
      })),
    ];
  }

  private standing(tx: Tx, itemId: string): Promise<AwaitedApproval[]> {
    return tx.find(AwaitedApproval, { where: { itemId, settledAt: IsNull() }, order: { since: 'ASC', id: 'ASC' } });
  }
}

type Known = Pick<AwaitedApproval, 'kind' | 'subjectId'>;

function isSame(one: Known, other: Known): boolean {
  return one.kind === other.kind && one.subjectId === other.subjectId;
}
