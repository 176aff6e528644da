import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import {
  BELOW_ITEM,
  CALENDAR_EVENTS,
  type DatedRecords,
  DeadlineSweep,
  ReckonDeadlines,
  whoseDaysChanged,
} from '../../items/index.js';

/** The predicate is that of the indexes `tasks_to_reckon`, `tasks_to_flag` and `tasks_to_remind`. */
const TASKS: DatedRecords = {
  noun: 'task',
  table: 'tasks',
  owedBy: 'assignee_id',
  running: "t.overdue_since IS NULL AND t.stopped_on IS NULL AND t.status IN ('todo', 'doing')",
  belonging: BELOW_ITEM,
};

/** U-03: who owes a task past its day, and whose item it is, hear of it once. */
@Sweeps('flag-overdue')
export class FlagOverdueTasks implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, TASKS, 'overdue', now);
  }
}

/** E-01: a word on the working day before. */
@Sweeps('remind-before-due')
export class RemindOfTasks implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, TASKS, 'due_soon', now);
  }
}

/** A holiday, an absence or another zone moves the instant from which something is late. */
@ReactsTo({ name: 'reckon-tasks-anew', on: CALENDAR_EVENTS })
export class ReckonTasksAnew implements Reaction {
  constructor(private readonly deadlines: ReckonDeadlines) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await this.deadlines.anew(tx, TASKS, event.workspaceId, whoseDaysChanged(event));
  }
}
