import type { Period } from '../../../kernel/time/index.js';
import type { RuleSettings } from './rule-settings.js';

/** Plain "worse than the mean" is not offered: on a healthy metric it fires in nine years of ten (requirements, 7.5). */
export const CONDITIONS = [
  'worse_than_target',
  'worse_than_baseline',
  'beyond_control_limits',
  'beyond_threshold',
  'clear_decline',
  'control_chart',
  'unusual_for_hour',
  'late_data',
  'low_coverage',
  'feedback_concentration',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/**
 * Where a rule stands with a series (requirements, section 8). `pending`: some periods are worse, too few to fire.
 * `open`: it has fired and has not recovered. `recovering`: some healthy periods since, too few. `flapping`: it has fired
 * and recovered too often of late. `no_data`: the last closed period has no value, or nothing says what it should have
 * been. `error`: it cannot be judged. Whether it is silenced is a flag beside them.
 */
export const RULE_STATES = ['normal', 'pending', 'open', 'recovering', 'no_data', 'error', 'flapping'] as const;
export type RuleState = (typeof RULE_STATES)[number];

export const MOST_PERIODS = 60;
/** Requirements, 7.5: one period alone is noise. Charts and ways of arriving know better and may say 1. */
export const FEWEST_WORSE = 2;
export const BASELINE_PERIODS = 5;
/** Below it limits are not even a trial (N-05). */
export const TRIAL_PERIODS = 12;

/** What a rule compares, and how many closed periods of how many must be worse. */
export interface RuleTerms {
  readonly period: Period;
  readonly condition: Condition;
  /** Worse than what it is compared with by more than so many per cent; for coverage, the share expected. */
  readonly percent: number | null;
  /** First and last day of the baseline, in the workspace. */
  readonly baselineFrom: string | null;
  readonly baselineTo: string | null;
  readonly k: number;
  readonly m: number;
  readonly settings: RuleSettings;
}
