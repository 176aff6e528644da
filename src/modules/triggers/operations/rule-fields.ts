import type { Severity, TriggerType } from '../../items/index.js';
import type { GivenSettings } from '../domain/rule-settings.js';
import type { RuleTerms } from '../domain/rule-words.js';

export { SEVERITIES, type Severity, TRIGGER_TYPES, type TriggerType } from '../../items/index.js';

/** What people write about a rule. */
export interface RuleFields extends RuleTerms {
  readonly name: string;
  /** Null for a rule that counts feedback. */
  readonly metricCode: string | null;
  readonly parentRuleId: string | null;
  readonly itemTitle: string | null;
  readonly itemType: TriggerType;
  readonly severity: Severity | null;
  readonly impact: number | null;
  readonly urgency: number | null;
  readonly enabled: boolean;
}

/** Code and period stay: what was judged before would mean something else. */
export type RuleEdit = Partial<Omit<RuleFields, 'metricCode' | 'period' | 'settings'>> & {
  readonly settings?: GivenSettings | null;
};

export const RULE_NOUN = { en: 'trigger rule', 'zh-CN': '触发规则' };
