import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { type DatedRecords, DeadlineSweep } from '../../items/index.js';

/** The predicate is that of the index `tasks_to_flag`. */
const TASKS: DatedRecords = {
  noun: 'task',
  table: 'tasks',
  running: "t.overdue_since IS NULL AND t.stopped_on IS NULL AND t.status IN ('todo', 'doing')",
};

/** U-03: who owes a task past its day, and whose item it is, hear of it once. */
@Sweeps('flag-overdue')
export class FlagOverdueTasks implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date): Promise<number> {
    return this.deadlines.run(TASKS, 'overdue', now);
  }
}

/** E-01: a word on the day before. */
@Sweeps('remind-before-due')
export class RemindOfTasks implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date): Promise<number> {
    return this.deadlines.run(TASKS, 'due_soon', now);
  }
}
