import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, localDateAt, newDeadline, remindOn } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { ItemAccess } from '../../items/index.js';
import { Task } from '../persistence/task.entity.js';
import { AssigneeRule } from './assignee-rule.js';
import { taskFacts } from './task-facts.js';

export interface NewTask {
  readonly title: string;
  readonly description?: string | null;
  readonly assigneeId: string;
  readonly dueOn: LocalDate;
}

/** Gives somebody something to do for an item, in whatever stage it is. */
@Injectable()
export class AddTask {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly assignees: AssigneeRule,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new task's id */
  async run(actor: Actor, key: string, { title, description, assigneeId, dueOn }: NewTask): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, key);
      refuseFields(await this.assignees.problems(tx, actor, assigneeId));
      const now = this.clock.now();
      const { zone, calendar } = await this.workingTimes.of(actor.workspace, assigneeId, tx);
      const isRemindedNow = remindOn(dueOn, calendar) <= localDateAt(now, zone);
      const written = { title, description: description ?? '', assigneeId, dueOn };
      const task = tx.create(Task, {
        ...newDeadline(dueOn),
        ...written,
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        itemKey: item.key,
        cycle: item.cycle,
        createdBy: actor.userId,
        createdAt: now,
        // Being given it says the date; nobody needs to be reminded within the day.
        remindedOf: isRemindedNow ? dueOn : null,
      });
      await tx.insert(Task, task);
      await this.journal.record(tx, actor, {
        type: 'task.created',
        subject: { type: 'task', id: task.id },
        itemId: item.id,
        changes: changesBetween({}, written),
        facts: taskFacts(task, item.ownerId),
      });
      return task.id;
    });
  }
}
