import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { addDays, type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { nextDate } from '../domain/recurrence.js';
import { problemsIn } from '../domain/rule-problems.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';
import type { RuleFields } from './create-recurring-rule.operation.js';
import { RuleAccess } from './rule-access.js';

const SCHEDULE = ['frequency', 'every', 'weekdays', 'dayOfMonth', 'month', 'startsOn', 'endsOn'];

/** Changes a rule from its next date on: what was raised already stays as it was promised. */
@Injectable()
export class ChangeRecurringRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RuleAccess,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Fields left out stay. */
  async run(actor: Actor, id: string, version: number, written: Partial<RuleFields>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rule = await this.access.forChange(tx, actor, id, version);
      const changes = changesBetween(rule, written);
      if (Object.keys(changes).length === 0) return;
      const after = { ...rule, ...written };
      const named = { ownerId: written.ownerId, unitId: 'unitId' in changes ? written.unitId : undefined };
      refuseFields([...problemsIn(after), ...(await this.access.problems(tx, actor, named))]);
      const calendar = await this.workingTimes.ofUnit(actor.workspace, after.unitId, tx);
      const isRescheduled = SCHEDULE.some((field) => field in changes);
      const nextOn = isRescheduled ? nextDate(after, await this.settledUpTo(tx, rule, actor), calendar) : rule.nextOn;
      await tx.update(
        RecurringRule,
        { id },
        { ...written, weekdays: [...after.weekdays], nextOn, version: version + 1 },
      );
      await this.journal.record(tx, actor, {
        type: 'recurring_rule.changed',
        subject: { type: 'recurring_rule', id },
        changes,
      });
    });
  }

  /** Up to this day all is raised, or lies before the rule; what comes after it is the changed rule's to say. */
  private async settledUpTo(tx: Tx, { id, nextOn }: RecurringRule, { workspace }: Actor): Promise<string> {
    const today = localDateAt(this.clock.now(), workspace.timeZone);
    const unraised = nextOn !== null && nextOn < today ? nextOn : today;
    const [last] = await tx.query<{ on: string | null }[]>(
      'SELECT max(planned_on) AS on FROM recurring_occurrences WHERE rule_id = $1 AND planned_on < coalesce($2, planned_on + 1)',
      [id, nextOn],
    );
    const before = addDays(unraised, -1);
    return last?.on && last.on > before ? last.on : before;
  }
}
