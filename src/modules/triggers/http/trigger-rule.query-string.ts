import { OneOf, PageQueryString, Text } from '../../../platform/http/index.js';
import { RULE_STATES, type RuleState } from '../domain/rule-words.js';

export class ListTriggerRulesQueryString extends PageQueryString {
  @Text({ max: 100, optional: true })
  metricCode?: string;

  @OneOf(RULE_STATES, { optional: true })
  state?: RuleState;
}
