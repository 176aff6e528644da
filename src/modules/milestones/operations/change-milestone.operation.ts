import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt, wentOnAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, type FieldChanges, Journal } from '../../audit/index.js';
import { WithdrawApproval } from '../../approvals/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import type { Item } from '../../items/index.js';
import { may } from '../../people/index.js';
import {
  changed,
  type MilestoneChange,
  problemsIn,
  refuseIllegalMove,
  refuseUnlessTheirs,
  type Reporter,
} from '../domain/milestone-change.js';
import { Milestone } from '../persistence/milestone.entity.js';
import { AssigneeRule } from './assignee-rule.js';
import { MilestoneAccess } from './milestone-access.js';
import { milestoneFacts } from './milestone-facts.js';

/** Reports on a milestone or changes it: status, date and words in one call. */
@Injectable()
export class ChangeMilestone {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: MilestoneAccess,
    private readonly assignees: AssigneeRule,
    private readonly workingTimes: WorkingTimes,
    private readonly approvals: WithdrawApproval,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the version it has then */
  async run(actor: Actor, id: string, version: number, change: MilestoneChange): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { milestone, item, relations } = await this.access.forChange(tx, actor, id, version);
      const by: Reporter = { userId: actor.userId, leads: may(actor, 'milestones.write', relations) };
      refuseUnlessTheirs(milestone, change, by);
      refuseIllegalMove(milestone, change);
      refuseFields([
        ...problemsIn(milestone, change, by),
        ...(await this.assignees.problems(tx, actor, change.assigneeId)),
      ]);
      const now = this.clock.now();
      const own = await this.workingTimes.of(actor.workspace, change.assigneeId ?? milestone.assigneeId, tx);
      const after = changed(milestone, change, localDateAt(now, own.zone), own.calendar, now);
      const { heldUpBy: _held, ...told } = after;
      const changes = changesBetween(milestone, told);
      if (Object.keys(changes).length === 0) return milestone.version;
      if (after.approvalId === null) await this.approvals.close(tx, actor, milestone);
      const onAt = wentOnAt(milestone, after, now);
      await tx.update(Milestone, { id }, { ...after, wentOnAt: onAt, version: milestone.version + 1 });
      await this.record(tx, actor, { ...milestone, ...after }, item, changes, change.reason ?? null);
      // Its clock may stand or go on with the change, which makes a version of its own.
      return (await tx.findOneOrFail(Milestone, { select: { version: true }, where: { id } })).version;
    });
  }

  /** Being given to somebody else and being late no more are events of their own; the rest is one. */
  private async record(
    tx: Tx,
    actor: Actor,
    milestone: Milestone,
    item: Item,
    { assigneeId, overdueSince, ...rest }: FieldChanges,
    reason: string | null,
  ): Promise<void> {
    const events = [
      { type: 'milestone.changed', changes: rest },
      { type: 'milestone.assigned', changes: assigneeId ? { assigneeId } : {} },
      { type: 'milestone.overdue_cleared', changes: overdueSince ? { overdueSince } : {} },
    ];
    for (const { type, changes } of events.filter((event) => Object.keys(event.changes).length > 0)) {
      await this.journal.record(tx, actor, {
        type,
        subject: { type: 'milestone', id: milestone.id },
        itemId: item.id,
        changes,
        reason,
        facts: milestoneFacts(milestone, item.ownerId),
      });
    }
  }
}
