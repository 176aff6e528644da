import { Module } from '@nestjs/common';

import { OccurrencesController } from './http/occurrences.controller.js';
import { RecurringRulesController } from './http/recurring-rules.controller.js';
import { FlagOverdueOccurrences, ReckonOccurrencesAnew, RemindOfOccurrences } from './operations/occurrence-sweeps.js';
import { RaiseRecurringWork } from './jobs/raise-recurring-work.sweep.js';
import { ChangeRecurringRule } from './operations/change-recurring-rule.operation.js';
import { CreateRecurringRule } from './operations/create-recurring-rule.operation.js';
import { RaiseOccurrences } from './operations/raise-occurrences.operation.js';
import { OccurrencesHeld, RulesHeld } from './operations/recurring-held.js';
import { ReportOccurrence } from './operations/report-occurrence.operation.js';
import { RuleAccess } from './operations/rule-access.js';
import { SetRuleState } from './operations/set-rule-state.operation.js';
import { SkipDate } from './operations/skip-date.operation.js';
import { OccurrencesOwed } from './queries/occurrences-owed.work.js';
import { Occurrences } from './queries/occurrences.query.js';
import { PreviewDates } from './queries/preview-dates.query.js';
import { RecurringRules } from './queries/recurring-rules.query.js';

/** What has to be done again and again: contact plans, drills, reviews and checks, date by date. */
@Module({
  controllers: [RecurringRulesController, OccurrencesController],
  providers: [
    RuleAccess,
    CreateRecurringRule,
    ChangeRecurringRule,
    SetRuleState,
    SkipDate,
    ReportOccurrence,
    RaiseOccurrences,
    RaiseRecurringWork,
    FlagOverdueOccurrences,
    RemindOfOccurrences,
    ReckonOccurrencesAnew,
    RulesHeld,
    OccurrencesHeld,
    RecurringRules,
    Occurrences,
    OccurrencesOwed,
    PreviewDates,
  ],
})
export class RecurringWorkModule {}
