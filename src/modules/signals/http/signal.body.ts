import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, OneOf, Text } from '../../../platform/http/index.js';
import { CHART_KINDS, type ChartKind } from '../domain/chart-limits.js';

export class LockLimitsBody {
  @OneOf(CHART_KINDS, {
    optional: true,
    description:
      'When left out, `p` or `u` for a ratio of whole counts, else `xmr`; of a count, `p` and `u` need `size`.',
  })
  kind?: ChartKind | null;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out." })
  period?: Period | null;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment: `channel=app`; else the whole.' })
  series?: string | null;

  @Text({
    max: 100,
    optional: true,
    description: 'Code of the metric that a count is out of; a ratio has its denominator.',
  })
  size?: string | null;

  @Day({ description: 'First day of the baseline.' })
  from!: string;

  @Day({ description: 'Last day of the baseline.' })
  to!: string;

  @Text({ max: 2_000, description: 'Why now: a first baseline, a proven improvement …' })
  reason!: string;
}

export class ClassifyItemBody {
  @OneOf(['short_term', 'structural'])
  classification!: 'short_term' | 'structural';

  @Text({ max: 2_000, optional: true, description: 'Needed when it is not what the figures propose.' })
  reason?: string | null;

  @Text({ max: 100, optional: true, description: "The item's goal metric when left out." })
  metric?: string | null;

  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out." })
  period?: Period | null;

  @Text({ max: 1_000, optional: true, description: 'Key of a segment: `channel=app`; else the whole.' })
  series?: string | null;
}
