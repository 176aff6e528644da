import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock, LocalDate } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { nextDate } from '../domain/recurrence.js';
import { OCCURRENCE_NOUN } from '../domain/recurring-words.js';
import { RecurringOccurrence } from '../persistence/recurring-occurrence.entity.js';
import { insertOccurrences } from './insert-occurrences.js';
import { RuleAccess } from './rule-access.js';

const NO_DATE = { en: 'is no date of this rule that is still to come', 'zh-CN': '不是该规则今后的日期' };

/** Leaves one date of a rule out before it is raised, for a reason that everybody sees. */
@Injectable()
export class SkipDate {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: RuleAccess,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param on the date by the rule, before a day off moves it; @returns the occurrence's id */
  async run(actor: Actor, id: string, version: number, on: LocalDate, reason: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const rule = await this.access.forChange(tx, actor, id, version);
      const calendar = await this.workingTimes.ofUnit(actor.workspace, rule.unitId, tx);
      let date = rule.nextOn;
      while (date !== null && date < on) date = nextDate(rule, date, calendar);
      refuseFields(date === on ? [] : [{ field: 'on', code: 'no_date', message: NO_DATE }]);
      const skipped = { plannedOn: on, dueOn: on, status: 'skipped', cause: 'person' } as const;
      const [occurrence] = await insertOccurrences(tx, rule, [skipped], this.clock.now());
      if (!occurrence) throw new DomainError('already_exists', { what: OCCURRENCE_NOUN });
      const settled = { reason, settledBy: actor.userId, settledAt: this.clock.now() };
      await tx.update(RecurringOccurrence, { id: occurrence.id }, settled);
      await this.journal.record(tx, actor, {
        type: 'occurrence.skipped',
        subject: { type: 'occurrence', id: occurrence.id },
        changes: { status: { from: null, to: 'skipped' }, plannedOn: { from: null, to: on } },
        reason,
      });
      return occurrence.id;
    });
  }
}
