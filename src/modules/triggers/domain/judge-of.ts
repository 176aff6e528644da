import type { Judge } from './replay.js';
import type { RuleTerms } from './rule-words.js';
import type { Calibration, Direction } from './series.js';
import { type DatedTarget, strategyOf } from './strategies/strategy-of.js';

/** A rule as it stands, beside the metric it watches. */
export interface RuleInForce {
  readonly terms: RuleTerms;
  readonly baseline: number | null;
  readonly calibration: Calibration | null;
}

/** What is expected of the metric it watches. */
export interface MetricInForce {
  readonly direction: Direction;
  readonly target: number | null;
  readonly targets?: readonly DatedTarget[];
}

const GROWS_AFTER_AT_LEAST = 8;

/** @returns null when there is nothing to compare with */
export function judgeOf(
  { terms, baseline, calibration }: RuleInForce,
  { direction, target, targets = [] }: MetricInForce,
): Judge | null {
  const strategy = strategyOf({ terms, direction, target, targets, baseline });
  if (!strategy) return null;
  const { settings } = terms;
  const growsAfter = settings.limits === 'growing' ? Math.max(GROWS_AFTER_AT_LEAST, settings.span ?? 0) : null;
  return { strategy, policy: settings, calibration, growsAfter };
}
