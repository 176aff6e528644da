import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, OneOf, PageQueryString } from '../../../platform/http/index.js';

export class ListMetricsQueryString extends PageQueryString {}

export class ListPointsQueryString extends PageQueryString {
  @OneOf(PERIODS, { optional: true, description: "The metric's own when left out; a longer one joins its points." })
  period?: Period;

  @Day({ optional: true, description: 'First day, in the workspace.' })
  from?: string;

  @Day({ optional: true, description: 'Last day, in the workspace.' })
  to?: string;
}
