import { IntersectionType, PartialType } from '@nestjs/swagger';

import { type Period, PERIODS } from '../../../../kernel/time/index.js';
import { Day, Figure, Flag, Id, ListOf, OneOf, Pattern, Text, Texts, Whole } from '../../../../platform/http/index.js';
import {
  type Aggregation,
  AGGREGATIONS,
  type CleaningAction,
  CLEANING_ACTIONS,
  type Direction,
  DIRECTIONS,
  type FreshnessCalendar,
  FRESHNESS_CALENDARS,
  type GapAction,
  GAP_ACTIONS,
  METRIC_CLASSES,
  METRIC_CODE,
  type MetricClass,
} from '../../domain/metric-words.js';

/** What may be left out of a new entry and be said later. */
class FurtherFields {
  @Text({ max: 200, optional: true, description: '中文名称' })
  nameZh?: string | null;

  @Text({
    max: 2_000,
    optional: true,
    description: 'What is counted and what is not: orderers divided by UV, not payers.',
  })
  definition?: string | null;

  @OneOf(METRIC_CLASSES, { optional: true, description: '效率, 效果, 质量' })
  class?: MetricClass | null;

  @Text({ max: 200, optional: true })
  scene?: string | null;

  @Id({ optional: true, description: 'The member who answers for it.' })
  ownerId?: string | null;

  @Text({ max: 200, optional: true, description: 'The system it comes from.' })
  source?: string | null;

  @Whole({
    min: 0,
    max: 90,
    optional: true,
    description: 'The n of T+n; 1, 3 and 5 for days, weeks and months otherwise.',
  })
  freshnessDays?: number | null;

  @OneOf(FRESHNESS_CALENDARS, { optional: true, description: 'In which days T+n is counted.' })
  freshnessCalendar?: FreshnessCalendar;

  @Flag({ optional: true, description: 'Whether it counts towards the coverage of core metrics.' })
  core?: boolean;

  @Figure({ optional: true, description: 'What every period is expected to reach.' })
  target?: number | null;

  @Figure({ optional: true, description: 'What the industry reaches on average.' })
  benchmark?: number | null;

  @Pattern(METRIC_CODE, 'orders', { optional: true, description: 'For a ratio: the code above the line.' })
  numerator?: string | null;

  @Pattern(METRIC_CODE, 'uv', {
    optional: true,
    description: 'For a ratio: the code below the line. In %, times a hundred.',
  })
  denominator?: string | null;

  @Text({ max: 500, optional: true, description: 'Computed from other metrics: `traffic × conversion × order_value`.' })
  formula?: string | null;

  @Texts({ max: 5, length: 40, optional: true, description: 'What points may be split by: channel, segment.' })
  dimensions?: string[];

  @OneOf(CLEANING_ACTIONS, { optional: true, description: 'Done with a value beyond ten times the mean, unasked.' })
  outlierRule?: CleaningAction | null;

  @OneOf(GAP_ACTIONS, { optional: true, description: 'Done with a period without a value, unasked.' })
  gapRule?: GapAction | null;
}

class NeededFields {
  @Text({ max: 200 })
  name!: string;

  @Text({ max: 50, description: '%, USD, orders …' })
  unit!: string;

  @OneOf(DIRECTIONS, { description: 'Which way is better.' })
  direction!: Direction;

  @OneOf(AGGREGATIONS, { description: 'How points join into a longer period.' })
  aggregation!: Aggregation;
}

export class CreateMetricBody extends IntersectionType(NeededFields, FurtherFields) {
  @Pattern(METRIC_CODE, 'cpc.exchange-2', { description: 'How people, rules and files name it; never changes.' })
  code!: string;

  @OneOf(PERIODS, { description: 'What one point stands for; never changes.' })
  period!: Period;
}

/** Fields left out stay. */
export class EditMetricBody extends IntersectionType(PartialType(NeededFields), FurtherFields) {
  @Flag({ optional: true, description: 'True takes it out of use: it takes no points any more. False brings it back.' })
  archived?: boolean;

  @Text({ max: 2_000, optional: true, description: 'Why the definition changes.' })
  reason?: string | null;
}

export class TargetBody {
  @Day({ description: 'The first day on which it holds.' })
  from!: string;

  @Figure()
  value!: number;
}

export class SetTargetsBody {
  @ListOf(() => TargetBody, { max: 500, description: 'All of them; a list sent replaces the one before.' })
  targets!: TargetBody[];
}
