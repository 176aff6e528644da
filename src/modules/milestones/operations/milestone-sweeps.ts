import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { type DatedRecords, DeadlineSweep } from '../../items/index.js';

/** The predicate is that of the index `milestones_to_flag`. */
const MILESTONES: DatedRecords = {
  noun: 'milestone',
  table: 'milestones',
  running: "t.overdue_since IS NULL AND t.stopped_on IS NULL AND t.status = 'planned'",
};

/** U-03: who answers for a milestone past its day, and whose item it is, hear of it once. */
@Sweeps('flag-overdue')
export class FlagOverdueMilestones implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date): Promise<number> {
    return this.deadlines.run(MILESTONES, 'overdue', now);
  }
}

/** E-01: a word on the day before. */
@Sweeps('remind-before-due')
export class RemindOfMilestones implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date): Promise<number> {
    return this.deadlines.run(MILESTONES, 'due_soon', now);
  }
}
