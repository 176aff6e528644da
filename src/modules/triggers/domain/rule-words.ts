import type { Period } from '../../../kernel/time/index.js';

/** Plain "worse than the mean" is not offered: on a healthy metric it fires in nine years of ten (requirements, 7.5). */
export const CONDITIONS = ['worse_than_target', 'worse_than_baseline'] as const;
export type Condition = (typeof CONDITIONS)[number];

/**
 * `open`: an item of the rule is alive. `pending`: some periods of the window are worse, too few to fire. `no_data`:
 * the last closed period has no value yet, or nothing says what it should have been.
 */
export const RULE_STATES = ['normal', 'pending', 'open', 'no_data'] as const;
export type RuleState = (typeof RULE_STATES)[number];

export const MOST_PERIODS = 60;
/** Requirements, 7.5: one period alone is noise. */
export const FEWEST_WORSE = 2;
export const BASELINE_PERIODS = 5;

/** What a rule compares, and how many closed periods of how many must be worse. */
export interface RuleTerms {
  readonly period: Period;
  readonly condition: Condition;
  /** Worse than the baseline by more than so many per cent of it. */
  readonly percent: number | null;
  /** First and last day of the baseline, in the workspace. */
  readonly baselineFrom: string | null;
  readonly baselineTo: string | null;
  readonly k: number;
  readonly m: number;
}
