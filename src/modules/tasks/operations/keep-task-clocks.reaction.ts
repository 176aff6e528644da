import { In } from 'typeorm';

import { systemActor } from '../../../kernel/actor/index.js';
import { localDateAt, wentOnAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { deadlineBelow, Item } from '../../items/index.js';
import { Workspace } from '../../people/index.js';
import { OPEN_TASK_STATUSES } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';
import { taskFacts } from './task-facts.js';

/** E-06: the clocks of open tasks stop and go on with their item. Judged by the item's state, not by the event's order. */
@ReactsTo({ name: 'keep-task-clocks', on: ['item.stage_advanced'] })
export class KeepTaskClocks implements Reaction {
  constructor(
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const item = await tx.findOne(Item, {
      where: { id: event.payload.subjectId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!item) return;
    const workspace = await tx.findOneByOrFail(Workspace, { id: item.workspaceId });
    const actor = systemActor(workspace, 'job', `event-${event.id}`);
    const open = await tx.find(Task, {
      where: { itemId: item.id, status: In([...OPEN_TASK_STATUSES]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const assignees = open.map(({ assigneeId }) => assigneeId);
    const times = await this.workingTimes.ofAll(workspace, assignees, tx);
    for (const task of open) {
      const { zone, calendar } = ownTime(times, task.assigneeId);
      const today = localDateAt(event.occurredAt, zone);
      const after = deadlineBelow(item, task, task.status === 'blocked' || task.approvalId !== null, today, calendar);
      const changes = changesBetween(task, after);
      if (Object.keys(changes).length === 0) continue;
      const onAt = wentOnAt(task, after, event.occurredAt);
      await tx.update(Task, { id: task.id }, { ...after, wentOnAt: onAt, version: task.version + 1 });
      await this.journal.record(tx, actor, {
        type: after.stoppedOn === null ? 'task.clock_resumed' : 'task.clock_stopped',
        subject: { type: 'task', id: task.id },
        itemId: item.id,
        changes,
        facts: taskFacts({ ...task, ...after }, item.ownerId),
      });
    }
  }
}
