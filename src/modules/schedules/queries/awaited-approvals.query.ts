import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, localDateAt, workingDaysBetween } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { type Item, ItemAccess } from '../../items/index.js';

export interface AwaitedApprovalRow {
  readonly id: string;
  /** As in the list of work of whoever owes it: `plan_to_approve`, `approval_to_decide`. */
  readonly kind: string;
  readonly subjectId: string;
  readonly since: Date;
  readonly untilOn: string | null;
  /** Who was asked by name; null where anybody may who is entitled to. */
  readonly approverId: string | null;
  /** The tasks and milestones whose clock stands for it. */
  readonly recordIds: readonly string[];
}

/** Why the clock of a record stands. */
export interface StandsBecause {
  /** `on_hold`, `blocked`, or the kind of an approval. */
  readonly because: string;
  readonly approvalId: string | null;
  readonly since: Date | null;
}

interface Standing {
  readonly status: string;
  readonly stoppedOn: string | null;
  readonly approvalId: string | null;
  readonly heldUpBy: readonly string[];
}

// By SQL: who asks for leave by name lies above this module, and so do tasks and milestones.
const AWAITED = `
  SELECT a.*, ARRAY(SELECT r.id FROM (SELECT id, item_id, approval_id, held_up_by FROM tasks
      UNION ALL SELECT id, item_id, approval_id, held_up_by FROM milestones) r
    WHERE r.item_id = $1 AND (a.id = ANY(r.held_up_by) OR a.id = r.approval_id) ORDER BY r.id) AS "recordIds"
  FROM (
    SELECT id, kind, subject_id AS "subjectId", since, until_on AS "untilOn", NULL::uuid AS "approverId"
    FROM awaited_approvals WHERE item_id = $1 AND settled_at IS NULL
    UNION ALL
    SELECT id, 'approval_to_decide', record_id, requested_at, NULL, approver_id
    FROM approvals WHERE item_id = $1 AND status = 'pending'
  ) a ORDER BY a.since, a.id`;

/** What an item waits for that somebody owes it, since when, and whose clocks stand for it. */
@Injectable()
export class AwaitedApprovals {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly workingTimes: WorkingTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The longest awaited first, each with the working days of the workspace that it has waited. */
  async ofItem(actor: Actor, key: string): Promise<readonly (AwaitedApprovalRow & { readonly workingDays: number })[]> {
    const item = await this.items.find(actor, key);
    const rows = await this.rows(item);
    const calendar = await this.workingTimes.ofWorkspace(actor.workspace);
    const day = (at: Date) => localDateAt(at, actor.workspace.timeZone);
    const today = day(this.clock.now());
    return rows.map((row) => ({ ...row, workingDays: workingDaysBetween(calendar, day(row.since), today) }));
  }

  /** @returns why the clock of a record of the item stands; nothing for one that runs, or that is owed no more */
  async reasons(item: Pick<Item, 'id' | 'status'>): Promise<(record: Standing) => readonly StandsBecause[]> {
    const awaited = await this.rows(item);
    return ({ status, stoppedOn, approvalId, heldUpBy }) => {
      if (stoppedOn === null) return [];
      const own = [...(item.status === 'on_hold' ? ['on_hold'] : []), ...(status === 'blocked' ? ['blocked'] : [])];
      const approvals = awaited.filter(({ id }) => id === approvalId || heldUpBy.includes(id));
      return [
        ...own.map((because) => ({ because, approvalId: null, since: null })),
        ...approvals.map(({ id, kind, since }) => ({ because: kind, approvalId: id, since })),
      ];
    };
  }

  private rows({ id }: Pick<Item, 'id'>): Promise<AwaitedApprovalRow[]> {
    return this.transactions.reader.query<AwaitedApprovalRow[]>(AWAITED, [id]);
  }
}
