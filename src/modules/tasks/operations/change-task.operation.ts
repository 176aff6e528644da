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
  problemsIn,
  refuseIllegalMove,
  refuseUnlessTheirs,
  type Reporter,
  type TaskChange,
} from '../domain/task-change.js';
import { Task } from '../persistence/task.entity.js';
import { AssigneeRule } from './assignee-rule.js';
import { TaskAccess } from './task-access.js';
import { taskFacts } from './task-facts.js';

/** Reports on a task or changes it: status, progress, date and words in one call (E-07). */
@Injectable()
export class ChangeTask {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly assignees: AssigneeRule,
    private readonly workingTimes: WorkingTimes,
    private readonly approvals: WithdrawApproval,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the version it has then */
  async run(actor: Actor, id: string, version: number, change: TaskChange): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { task, item, relations } = await this.access.forChange(tx, actor, id, version);
      const by: Reporter = { userId: actor.userId, leads: may(actor, 'tasks.write', relations) };
      refuseUnlessTheirs(task, change, by);
      refuseIllegalMove(task, change);
      refuseFields([...problemsIn(task, change, by), ...(await this.assignees.problems(tx, actor, change.assigneeId))]);
      const now = this.clock.now();
      const own = await this.workingTimes.of(actor.workspace, change.assigneeId ?? task.assigneeId, tx);
      const after = changed(task, change, localDateAt(now, own.zone), own.calendar, now);
      const { heldUpBy: _held, ...told } = after;
      const changes = changesBetween(task, told);
      if (Object.keys(changes).length === 0) return task.version;
      if (after.approvalId === null) await this.approvals.close(tx, actor, task);
      await tx.update(Task, { id }, { ...after, wentOnAt: wentOnAt(task, after, now), version: task.version + 1 });
      await this.record(tx, actor, { ...task, ...after }, item, changes, change.reason ?? null);
      // Its clock may stand or go on with the change, which makes a version of its own.
      return (await tx.findOneOrFail(Task, { select: { version: true }, where: { id } })).version;
    });
  }

  /** Being given to somebody else and being late no more are events of their own; the rest is one. */
  private async record(
    tx: Tx,
    actor: Actor,
    task: Task,
    item: Item,
    { assigneeId, overdueSince, ...rest }: FieldChanges,
    reason: string | null,
  ): Promise<void> {
    const events = [
      { type: 'task.changed', changes: rest },
      { type: 'task.assigned', changes: assigneeId ? { assigneeId } : {} },
      { type: 'task.overdue_cleared', changes: overdueSince ? { overdueSince } : {} },
    ];
    for (const { type, changes } of events.filter((event) => Object.keys(event.changes).length > 0)) {
      await this.journal.record(tx, actor, {
        type,
        subject: { type: 'task', id: task.id },
        itemId: item.id,
        changes,
        reason,
        facts: taskFacts(task, item.ownerId),
      });
    }
  }
}
