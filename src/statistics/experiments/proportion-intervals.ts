import { twoSidedZ } from '../distributions/normal.js';
import {
  DEFAULT_CONFIDENCE,
  pooledError,
  rateDifference,
  rateOf,
  requireArm,
  requireArms,
  unpooledError,
} from './arm.js';
import type { Arm, Interval, TwoArms } from './arm.js';
import { requireInnerProbability } from '../argument-checks.js';

/**
 * Wilson (1927) score interval of one rate: stays within [0, 1] and covers at rates near 0, where Wald's does not.
 * @throws RangeError for an impossible arm or confidence
 */
export function wilsonInterval(arm: Arm, confidence = DEFAULT_CONFIDENCE): Interval {
  requireArm('arm', arm);
  requireInnerProbability('confidence', confidence);
  const z2 = twoSidedZ(confidence) ** 2;
  const { successes: x, trials: n } = arm;
  const spread = Math.sqrt(z2 * (z2 / 4 + (x * (n - x)) / n));
  // the bound that is exactly 0 or 1 would be missed by a rounding error
  const lower = x === 0 ? 0 : (x + z2 / 2 - spread) / (n + z2);
  const upper = x === n ? 1 : (x + z2 / 2 + spread) / (n + z2);
  return { lower, upper };
}

/** Wald interval of variant - control; under 5 % or with few successes it covers too rarely: prefer `newcombeInterval`. */
export function waldInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval {
  requireArms(arms, confidence);
  return around(rateDifference(arms), twoSidedZ(confidence) * unpooledError(arms));
}

/** Interval of variant - control on the pooled error: agrees with the pooled z test on whether 0 lies inside. */
export function pooledInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval {
  requireArms(arms, confidence);
  return around(rateDifference(arms), twoSidedZ(confidence) * pooledError(arms));
}

/** Hybrid score interval of variant - control: Newcombe 1998, method 10, without continuity correction. */
export function newcombeInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval {
  requireArms(arms, confidence);
  const control = wilsonInterval(arms.control, confidence);
  const variant = wilsonInterval(arms.variant, confidence);
  const [c, v, difference] = [rateOf(arms.control), rateOf(arms.variant), rateDifference(arms)];
  return {
    lower: difference - Math.hypot(v - variant.lower, control.upper - c),
    upper: difference + Math.hypot(variant.upper - v, c - control.lower),
  };
}

/** Wald interval after adding one success and one failure to each arm: Agresti and Caffo 2000. */
export function agrestiCaffoInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval {
  requireArms(arms, confidence);
  return waldInterval({ control: plusTwo(arms.control), variant: plusTwo(arms.variant) }, confidence);
}

/** Interval of the relative lift from the log of the rate ratio; `null` when an arm has no success. */
export function logRatioLiftInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval | null {
  requireArms(arms, confidence);
  const { control, variant } = arms;
  if (control.successes === 0 || variant.successes === 0) return null;
  const ratio = rateOf(variant) / rateOf(control);
  const perSuccess = 1 / control.successes + 1 / variant.successes;
  const reach = twoSidedZ(confidence) * Math.sqrt(perSuccess - 1 / control.trials - 1 / variant.trials);
  return { lower: ratio * Math.exp(-reach) - 1, upper: ratio * Math.exp(reach) - 1 };
}

/** Interval of the relative lift by the delta method; `null` when the control has no success. */
export function deltaLiftInterval(arms: TwoArms, confidence = DEFAULT_CONFIDENCE): Interval | null {
  requireArms(arms, confidence);
  const [c, v] = [rateOf(arms.control), rateOf(arms.variant)];
  if (c === 0) return null;
  const variance = (v * (1 - v)) / arms.variant.trials / c ** 2 + ((1 - c) * v ** 2) / arms.control.trials / c ** 3;
  return around(v / c - 1, twoSidedZ(confidence) * Math.sqrt(variance));
}

function around(middle: number, reach: number): Interval {
  return { lower: middle - reach, upper: middle + reach };
}

function plusTwo({ successes, trials }: Arm): Arm {
  return { successes: successes + 1, trials: trials + 2 };
}
