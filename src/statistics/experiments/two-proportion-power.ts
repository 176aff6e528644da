import { normalUpperTail, twoSidedZ } from '../distributions/normal.js';
import { DEFAULT_CONFIDENCE, pooledError, rateDifference, rateOf, requireArms, unpooledError } from './arm.js';
import type { TwoArms } from './arm.js';

/** Cohen's h: difference of the arcsine-transformed rates, in (-π, π); positive when the variant is higher. */
export function cohenH(controlRate: number, variantRate: number): number {
  return 2 * Math.asin(Math.sqrt(variantRate)) - 2 * Math.asin(Math.sqrt(controlRate));
}

/**
 * Chance that the pooled z test of these sizes finds a difference as large as the observed one; both tails.
 * `null` when the rates are equal: there is no effect to have power for.
 * @param confidence the test's, 0.95 for a 5 % level
 */
export function achievedPower(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): number | null {
  requireArms(arms, confidence);
  const difference = Math.abs(rateDifference(arms));
  if (difference === 0) return null;
  const critical = twoSidedZ(confidence) * pooledError(arms);
  const error = unpooledError(arms);
  if (error === 0) return 1;
  return normalUpperTail((critical - difference) / error) + normalUpperTail((critical + difference) / error);
}

/** The same chance on the arcsine scale, where the spread does not depend on the rate (Cohen 1988). */
export function achievedArcsinePower(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): number | null {
  requireArms(arms, confidence);
  const { control, variant } = arms;
  const h = Math.abs(cohenH(rateOf(control), rateOf(variant)));
  if (h === 0) return null;
  return twoSidedPower(h * Math.sqrt(1 / (1 / control.trials + 1 / variant.trials)), confidence);
}

/** Power of a two-sided z test whose true effect is `shift` standard errors. */
export function twoSidedPower(shift: number, confidence: number): number {
  const z = twoSidedZ(confidence);
  return normalUpperTail(z - shift) + normalUpperTail(z + shift);
}
