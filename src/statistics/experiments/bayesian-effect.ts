import { requireFinite, requireInnerProbability, requirePositive } from '../argument-checks.js';
import { normalCdf, normalDensity, twoSidedZ } from '../distributions/normal.js';
import { DEFAULT_CONFIDENCE } from './arm.js';
import type { Interval } from './arm.js';

export interface BayesianResult {
  /** Posterior probability that the effect is above 0. */
  chanceToWin: number;
  /** Credible interval of the effect. */
  interval: Interval;
  /** Expected loss, in the effect's unit, of staying with the control and of choosing the variant. */
  risk: { control: number; variant: number };
}

/**
 * Posterior of an effect under a flat prior: normal around the estimate.
 * @param effect estimate and standard error, in the same unit
 * @throws RangeError for an error not above 0
 */
export function bayesianEffect(
  effect: { estimate: number; standardError: number },
  confidence = DEFAULT_CONFIDENCE,
): BayesianResult {
  const { estimate, standardError } = effect;
  requireFinite('estimate', estimate);
  requirePositive('standardError', standardError);
  requireInnerProbability('confidence', confidence);
  const reach = twoSidedZ(confidence) * standardError;
  return {
    chanceToWin: normalCdf(estimate / standardError),
    interval: { lower: estimate - reach, upper: estimate + reach },
    risk: { control: positivePart(estimate, standardError), variant: positivePart(-estimate, standardError) },
  };
}

/** E[max(X, 0)] for normal X: what is lost on average by refusing a gain of X. */
function positivePart(mean: number, deviation: number): number {
  const z = mean / deviation;
  return mean * normalCdf(z) + deviation * normalDensity(z);
}
