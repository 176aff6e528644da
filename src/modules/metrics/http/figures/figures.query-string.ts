import { Day } from '../../../../platform/http/index.js';

export class CoverageQueryString {
  @Day({ optional: true, description: 'First day; thirty days before the last when left out.' })
  from?: string;

  @Day({ optional: true, description: 'Last day; yesterday when left out.' })
  to?: string;
}
