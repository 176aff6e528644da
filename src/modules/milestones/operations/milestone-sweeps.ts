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

/** The predicate is that of the indexes `milestones_to_reckon`, `milestones_to_flag` and `milestones_to_remind`. */
const MILESTONES: DatedRecords = {
  noun: 'milestone',
  table: 'milestones',
  owedBy: 'assignee_id',
  running: "t.overdue_since IS NULL AND t.stopped_on IS NULL AND t.status = 'planned'",
  belonging: BELOW_ITEM,
};

/** U-03: who answers for a milestone past its day, and whose item it is, hear of it once. */
@Sweeps('flag-overdue')
export class FlagOverdueMilestones implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, MILESTONES, 'overdue', now);
  }
}

/** E-01: a word on the working day before. */
@Sweeps('remind-before-due')
export class RemindOfMilestones implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, MILESTONES, 'due_soon', now);
  }
}

/** A holiday, an absence or another zone moves the instant from which something is late. */
@ReactsTo({ name: 'reckon-milestones-anew', on: CALENDAR_EVENTS })
export class ReckonMilestonesAnew implements Reaction {
  constructor(private readonly deadlines: ReckonDeadlines) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await this.deadlines.anew(tx, MILESTONES, event.workspaceId, whoseDaysChanged(event));
  }
}
