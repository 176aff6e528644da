import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { addDays, type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { datesBetween, nextDate } from '../domain/recurrence.js';
import type { RuleState } from '../domain/recurring-words.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';
import { insertOccurrences } from './insert-occurrences.js';
import { RuleAccess } from './rule-access.js';

/** More than there are working days in twenty years of pause. */
const MOST = 5_500;

/** Lets a rule rest, go on, or end, for a reason. The dates of a pause stand there as skipped. */
@Injectable()
export class SetRuleState {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RuleAccess,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, state: RuleState, reason: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rule = await this.access.forChange(tx, actor, id, version);
      if (rule.state === state) return;
      const nextOn =
        state === 'active' ? await this.passOver(tx, actor, rule) : state === 'paused' ? rule.nextOn : null;
      await tx.update(RecurringRule, { id }, { state, nextOn, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: `recurring_rule.${state === 'active' ? 'resumed' : state}`,
        subject: { type: 'recurring_rule', id },
        changes: { state: { from: rule.state, to: state } },
        reason,
      });
    });
  }

  /** Writes down what the pause left out. @returns the first date from today on */
  private async passOver(tx: Tx, { workspace }: Actor, rule: RecurringRule): Promise<string | null> {
    if (rule.nextOn === null) return null;
    const now = this.clock.now();
    const yesterday = addDays(localDateAt(now, workspace.timeZone), -1);
    const calendar = await this.workingTimes.ofUnit(workspace, rule.unitId, tx);
    const later = datesBetween(rule, rule.nextOn, yesterday, calendar, MOST);
    const left = rule.nextOn <= yesterday ? [rule.nextOn, ...later] : [];
    const skipped = left.map((on) => ({ plannedOn: on, dueOn: on, status: 'skipped', cause: 'paused' }) as const);
    await insertOccurrences(tx, rule, skipped, now);
    const last = left.at(-1);
    if (last === undefined) return rule.nextOn;
    return rule.frequency === 'working_days' ? nextDate(rule, last, calendar) : nextDate(rule, yesterday, calendar);
  }
}
