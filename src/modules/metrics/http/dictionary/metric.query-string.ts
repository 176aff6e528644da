import { Transform } from 'class-transformer';

import { type Period, PERIODS } from '../../../../kernel/time/index.js';
import { Day, OneOf, PageQueryString, Text, Whole } from '../../../../platform/http/index.js';
import { SHOWN_PERIODS, type ShownPeriods } from '../../queries/list-points.query.js';
import { METRIC_CLASSES, type MetricClass } from '../../domain/metric-words.js';

export class ListMetricsQueryString extends PageQueryString {
  @OneOf(['true', 'false', 'all'], {
    optional: true,
    description: 'Whether those out of use are shown; they are not when left out.',
  })
  archived?: 'true' | 'false' | 'all';

  @OneOf(METRIC_CLASSES, { optional: true })
  class?: MetricClass;

  @Text({ max: 200, optional: true })
  scene?: string;
}

export class ContributionsQueryString {
  @Day({ description: 'A day in the earlier period.' })
  from!: string;

  @Day({ description: 'A day in the later period.' })
  to!: string;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out, or a longer one." })
  period?: Period;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment; else the whole.' })
  series?: string;
}

export class ListPointsQueryString extends PageQueryString {
  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out; a longer one joins its points." })
  period?: Period;

  @Day({ optional: true, description: 'First day, in the workspace.' })
  from?: string;

  @Day({ optional: true, description: 'Last day, in the workspace.' })
  to?: string;

  @OneOf(SHOWN_PERIODS, {
    optional: true,
    description:
      '`with_value` when left out: periods that have none are not in the list. `all`: every period from the first day (or ' +
      'the first value) to the last (or the running one) has its row; without a value, it says why.',
  })
  periods?: ShownPeriods;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment: `channel=app&segment=new`; else the whole.' })
  series?: string;
}

export class RecordPointsQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value)))
  @Whole({
    min: 1,
    max: 1_000_000_000,
    optional: true,
    description: 'How many rows you send: a cut-off upload is refused.',
  })
  rows?: number;
}
