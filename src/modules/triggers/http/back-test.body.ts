import { Day, Nested } from '../../../platform/http/index.js';
import { CreateTriggerRuleBody } from './trigger-rule.body.js';

export class BackTestBody {
  @Day({ optional: true, description: 'First day of the history; a year before the last one when left out.' })
  from?: string | null;

  @Day({ optional: true, description: 'Last day of the history; today when left out.' })
  to?: string | null;
}

export class BackTestUnsavedBody extends BackTestBody {
  @Nested(() => CreateTriggerRuleBody, { description: 'The rule as it would be made.' })
  rule!: CreateTriggerRuleBody;
}
