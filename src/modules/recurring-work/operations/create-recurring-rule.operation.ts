import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { addDays, type Clock, localDateAt } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { nextDate, type Recurrence } from '../domain/recurrence.js';
import type { CatchUp, RecurringKind, RuleSeverity } from '../domain/recurring-words.js';
import { problemsIn } from '../domain/rule-problems.js';
import type { DayOffRule } from '../domain/recurrence.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';
import { RuleAccess } from './rule-access.js';

/** What is written about a rule. */
export interface RuleFields extends Recurrence {
  readonly kind: RecurringKind;
  readonly title: string;
  readonly description: string;
  readonly target: string | null;
  readonly severity: RuleSeverity | null;
  readonly ownerId: string;
  readonly unitId: string | null;
  readonly onDayOff: DayOffRule;
  readonly catchUp: CatchUp;
  readonly leadDays: number;
}

/** Lets something come round from a day on. A start in the past raises nothing of the past. */
@Injectable()
export class CreateRecurringRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RuleAccess,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new rule's id */
  async run(actor: Actor, written: RuleFields): Promise<string> {
    return this.transactions.run(async (tx) => {
      refuseFields([...problemsIn(written), ...(await this.access.problems(tx, actor, written))]);
      const now = this.clock.now();
      const calendar = await this.workingTimes.ofUnit(actor.workspace, written.unitId, tx);
      const yesterday = addDays(localDateAt(now, actor.workspace.timeZone), -1);
      const id = newId();
      await tx.insert(RecurringRule, {
        ...written,
        weekdays: [...written.weekdays],
        id,
        workspaceId: actor.workspace.id,
        nextOn: nextDate(written, yesterday, calendar),
        createdBy: actor.userId,
        createdAt: now,
      });
      await this.journal.record(tx, actor, {
        type: 'recurring_rule.created',
        subject: { type: 'recurring_rule', id },
        changes: changesBetween({}, written),
      });
      return id;
    });
  }
}
