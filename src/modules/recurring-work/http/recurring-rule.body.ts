import { PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';

import type { Weekday } from '../../../kernel/time/index.js';
import { Day, Id, OneOf, PageQueryString, Text, Whole, Wholes } from '../../../platform/http/index.js';
import { DAY_OFF_RULES, type DayOffRule, FREQUENCIES, type Frequency } from '../domain/recurrence.js';
import {
  CATCH_UPS,
  type CatchUp,
  OCCURRENCE_STATUSES,
  type OccurrenceStatus,
  RECURRING_KINDS,
  RULE_SEVERITIES,
  type RecurringKind,
  type RuleSeverity,
  RULE_STATES,
  type RuleState,
} from '../domain/recurring-words.js';

export class CreateRecurringRuleBody {
  @OneOf(RECURRING_KINDS, { description: 'A step of a contact plan, a drill, a review, a check, or none of these.' })
  kind!: RecurringKind;

  @Text({ max: 200 })
  title!: string;

  @Text({ min: 0, max: 5000, optional: true })
  description?: string | null;

  @Text({ max: 500, optional: true, description: 'What it should come to: "reach 100 %, conversion 30 %".' })
  target?: string | null;

  @OneOf(RULE_SEVERITIES, { optional: true, description: 'By which ladder late dates climb; P2 when left out.' })
  severity?: RuleSeverity | null;

  @Id({ description: 'Who owes each date: a member of the workspace.' })
  ownerId!: string;

  @Id({ optional: true, description: 'Department.' })
  unitId?: string | null;

  @OneOf(FREQUENCIES)
  frequency!: Frequency;

  @Whole({ min: 1, max: 260, optional: true, description: 'Every how many weeks, months …; 1 when left out.' })
  every?: number | null;

  @Wholes({ min: 1, max: 7, most: 7, optional: true, description: 'For `weekly`; 1 is Monday.' })
  weekdays?: Weekday[] | null;

  @Whole({ min: 1, max: 31, optional: true, description: 'Where the month is shorter: its last day.' })
  dayOfMonth?: number | null;

  @Whole({ min: 1, max: 12, optional: true, description: 'Of the quarter (1 to 3) or of the year.' })
  month?: number | null;

  @Day({ description: 'First day on which it may come round.' })
  startsOn!: string;

  @Day({ optional: true, description: 'Last day on which it may come round.' })
  endsOn?: string | null;

  @OneOf(DAY_OFF_RULES, {
    optional: true,
    description: 'Where a date goes that falls on a day off; `next` when left out.',
  })
  onDayOff?: DayOffRule | null;

  @OneOf(CATCH_UPS, {
    optional: true,
    description: 'Which dates are owed that went by unraised; `latest` when left out.',
  })
  catchUp?: CatchUp | null;

  @Whole({ min: 0, max: 60, optional: true, description: 'Calendar days before it is due; 7 when left out.' })
  leadDays?: number | null;
}

/** Whatever is left out stays. Dates that stand already are not changed. */
export class ChangeRecurringRuleBody extends PartialType(CreateRecurringRuleBody) {}

export class SetRuleStateBody {
  @OneOf(RULE_STATES, { description: 'A rule that has ended stays so.' })
  state!: RuleState;

  @Text({ max: 2000 })
  reason!: string;
}

export class SkipDateBody {
  @Day({ description: 'The date by the rule (`plannedOn`).' })
  on!: string;

  @Text({ max: 2000 })
  reason!: string;
}

const REPORTED = ['open', 'done', 'skipped'] as const;

/** Whatever is left out (or null) stays. */
export class ReportOccurrenceBody {
  @OneOf(REPORTED, { optional: true, description: '`open` takes it up again: leads only.' })
  status?: (typeof REPORTED)[number] | null;

  @Text({ max: 5000, optional: true, description: 'What came of it.' })
  result?: string | null;

  @Id({ optional: true, description: 'Leads only.' })
  ownerId?: string | null;

  @Text({ max: 2000, optional: true, description: 'Needed to skip it and to take it up again.' })
  reason?: string | null;
}

export class ListRulesQueryString extends PageQueryString {
  @OneOf(RECURRING_KINDS, { optional: true })
  kind?: RecurringKind;

  @OneOf(RULE_STATES, { optional: true })
  state?: RuleState;

  @Id({ optional: true })
  ownerId?: string;
}

export class ListOccurrencesQueryString extends PageQueryString {
  @Id({ optional: true })
  ruleId?: string;

  @OneOf(OCCURRENCE_STATUSES, { optional: true })
  status?: OccurrenceStatus;

  @Id({ optional: true })
  ownerId?: string;
}

export class PreviewQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? 12 : Number(value)))
  @Whole({ min: 1, max: 100, optional: true, description: 'Dates; 12 when left out.' })
  count: number = 12;
}
