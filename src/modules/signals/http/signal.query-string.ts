import { Transform } from 'class-transformer';

import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { OneOf, PageQueryString, Text, Whole } from '../../../platform/http/index.js';
import { CHART_KINDS, type ChartKind } from '../domain/chart-limits.js';
import { RULE_SETS, type RuleSet } from '../queries/metric-chart.query.js';

export class ChartQueryString {
  @OneOf(CHART_KINDS, {
    optional: true,
    description:
      'When left out, `p` or `u` for a ratio of whole counts, else `xmr`; of a count, `p` and `u` need `size`.',
  })
  kind?: ChartKind;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out." })
  period?: Period;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment: `channel=app`; else the whole.' })
  series?: string;

  @Text({
    max: 100,
    optional: true,
    description: 'Code of the metric that a count is out of; a ratio has its denominator.',
  })
  size?: string;

  @Transform(({ value }: { value: unknown }) => (value === undefined ? 60 : Number(value)))
  @Whole({ min: 12, max: 400, optional: true, description: 'Newest closed periods with a value; 60 when left out.' })
  last: number = 60;

  @OneOf(RULE_SETS, { optional: true, description: '`western_electric` when left out.' })
  rules?: RuleSet;
}

export class ListLimitsQueryString extends PageQueryString {}

export class SignalQueryString {
  @Text({ max: 100, optional: true, description: "The item's goal metric when left out." })
  metric?: string;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out." })
  period?: Period;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment: `channel=app`; else the whole.' })
  series?: string;
}
