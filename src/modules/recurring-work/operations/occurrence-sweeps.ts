import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import {
  CALENDAR_EVENTS,
  type DatedRecords,
  DeadlineSweep,
  ReckonDeadlines,
  whoseDaysChanged,
} from '../../items/index.js';

/**
 * The predicate is that of the indexes `recurring_occurrences_to_reckon`, `…_to_flag` and `…_to_remind`. A date belongs to
 * its rule, whose maker hears that it is late; once raised it is owed whatever becomes of the rule.
 */
const OCCURRENCES: DatedRecords = {
  noun: 'occurrence',
  table: 'recurring_occurrences',
  owedBy: 'owner_id',
  running: "t.overdue_since IS NULL AND t.status = 'open'",
  belonging: {
    join: 'JOIN recurring_rules r ON r.id = t.rule_id',
    counts: 'true',
    lock: '',
    itemId: 'NULL::uuid',
    itemKey: 'NULL::text',
    ownerId: 'r.created_by',
  },
};

/** E-01, for what comes round: late is told once, in the working days of who owes it. */
@Sweeps('flag-overdue')
export class FlagOverdueOccurrences implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, OCCURRENCES, 'overdue', now);
  }
}

/** E-01: a word on the working day before. */
@Sweeps('remind-before-due')
export class RemindOfOccurrences implements Sweep {
  constructor(private readonly deadlines: DeadlineSweep) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.deadlines.run(workspace, OCCURRENCES, 'due_soon', now);
  }
}

/** A holiday, an absence or another zone moves the instant from which something is late. */
@ReactsTo({ name: 'reckon-occurrences-anew', on: CALENDAR_EVENTS })
export class ReckonOccurrencesAnew implements Reaction {
  constructor(private readonly deadlines: ReckonDeadlines) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    await this.deadlines.anew(tx, OCCURRENCES, event.workspaceId, whoseDaysChanged(event));
  }
}
