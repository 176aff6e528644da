import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Figure, OneOf, Pattern, Text } from '../../../platform/http/index.js';
import { type Aggregation, AGGREGATIONS, type Direction, DIRECTIONS, METRIC_CODE } from '../domain/metric-words.js';

export class CreateMetricBody {
  @Pattern(METRIC_CODE, 'cpc.exchange-2', { description: 'How people, rules and files name it; never changes.' })
  code!: string;

  @Text({ max: 200 })
  name!: string;

  @Text({ max: 200, optional: true, description: '中文名称' })
  nameZh?: string | null;

  @Text({ max: 50, description: '%, USD, orders …' })
  unit!: string;

  @OneOf(DIRECTIONS, { description: 'Which way is better.' })
  direction!: Direction;

  @OneOf(PERIODS, { description: 'What one point stands for; never changes.' })
  period!: Period;

  @OneOf(AGGREGATIONS, { description: 'How points join into a longer period.' })
  aggregation!: Aggregation;

  @Figure({ optional: true, description: 'What every period is expected to reach.' })
  target?: number | null;
}

/** Fields left out stay. */
export class EditMetricBody {
  @Text({ max: 200, optional: true })
  name?: string;

  @Text({ max: 200, optional: true })
  nameZh?: string | null;

  @Text({ max: 50, optional: true })
  unit?: string;

  @OneOf(DIRECTIONS, { optional: true })
  direction?: Direction;

  @OneOf(AGGREGATIONS, { optional: true })
  aggregation?: Aggregation;

  @Figure({ optional: true })
  target?: number | null;
}
