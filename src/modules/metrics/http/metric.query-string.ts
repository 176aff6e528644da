import { Transform } from 'class-transformer';

import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, OneOf, PageQueryString, Text, Whole } from '../../../platform/http/index.js';

export class ListMetricsQueryString extends PageQueryString {}

export class ListPointsQueryString extends PageQueryString {
  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out; a longer one joins its points." })
  period?: Period;

  @Day({ optional: true, description: 'First day, in the workspace.' })
  from?: string;

  @Day({ optional: true, description: 'Last day, in the workspace.' })
  to?: string;

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
