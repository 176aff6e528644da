import { OmitType } from '@nestjs/swagger';

import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, Figure, Flag, Id, Nested, OneOf, Text, Whole } from '../../../platform/http/index.js';
import { type Condition, CONDITIONS, MOST_PERIODS } from '../domain/rule-words.js';
import { RuleSettingsBody } from './rule-settings.body.js';
import { SEVERITIES, type Severity, TRIGGER_TYPES, type TriggerType } from '../operations/rule-fields.js';

/** Fields left out stay. */
export class EditTriggerRuleBody {
  @Text({ max: 200, optional: true })
  name?: string;

  @OneOf(CONDITIONS, { optional: true })
  condition?: Condition;

  @Figure({
    min: 0.1,
    max: 1000,
    optional: true,
    description: 'Worse than the baseline by more than so many per cent.',
  })
  percent?: number | null;

  @Day({ optional: true, description: 'First day of the baseline, in the workspace.' })
  baselineFrom?: string | null;

  @Day({ optional: true, description: 'Last day of the baseline.' })
  baselineTo?: string | null;

  @Whole({
    min: 1,
    max: MOST_PERIODS,
    optional: true,
    description: 'So many worse periods; 2 or more where one period alone is noise, 3 at first.',
  })
  k?: number;

  @Whole({ min: 1, max: MOST_PERIODS, optional: true, description: 'of so many closed ones; 3 at first.' })
  m?: number;

  @Text({ max: 200, optional: true, description: 'Title of the item; made from the finding when left out.' })
  itemTitle?: string | null;

  @OneOf(TRIGGER_TYPES, { optional: true, description: 'metric_anomaly at first.' })
  itemType?: TriggerType;

  @OneOf(SEVERITIES, { optional: true })
  severity?: Severity | null;

  @Whole({ min: 1, max: 3, optional: true, description: '1 low, 2 medium, 3 high' })
  impact?: number | null;

  @Whole({ min: 1, max: 3, optional: true, description: '1 low, 2 medium, 3 high' })
  urgency?: number | null;

  @Flag({ optional: true })
  enabled?: boolean;

  @Id({ optional: true, description: 'While that rule is open, this one opens nothing.' })
  parentRuleId?: string | null;

  @Nested(() => RuleSettingsBody, { optional: true, description: 'What the condition needs, and how it recovers.' })
  settings?: RuleSettingsBody | null;
}

export class CreateTriggerRuleBody extends OmitType(EditTriggerRuleBody, ['name', 'condition']) {
  @Text({ max: 200 })
  name!: string;

  @Text({
    max: 100,
    optional: true,
    description: 'Code in the metric dictionary; left out for feedback_concentration.',
  })
  metricCode?: string | null;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out." })
  period?: Period;

  @OneOf(CONDITIONS)
  condition!: Condition;
}
