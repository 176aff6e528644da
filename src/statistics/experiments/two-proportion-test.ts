import { chiSquareUpperTail } from '../distributions/chi-square.js';
import { logNormalUpperTail, normalUpperTail } from '../distributions/normal.js';
import { DEFAULT_CONFIDENCE, pooledError, rateDifference, rateOf, requireArms, unpooledError } from './arm.js';
import type { Interval, TwoArms } from './arm.js';
import { newcombeInterval, pooledInterval, waldInterval } from './proportion-intervals.js';

export interface TwoProportionInput extends TwoArms {
  /** Of the intervals, not of the verdict; 0.95 when left out. */
  intervalConfidence?: number;
}

export interface TwoProportionResult {
  /** Names the test in every verdict: a p of 0.0485 by z is 0.0546 with Yates' correction. */
  test: 'pooled two-proportion z';
  controlRate: number;
  variantRate: number;
  /** variant - control, as a fraction: 0.01 is one percentage point. */
  difference: number;
  /** difference / controlRate; `null` when the control's rate is 0. */
  relativeLift: number | null;
  /** Positive when the variant's rate is the higher one. */
  z: number;
  /** Two-sided. */
  pValue: number;
  /** log10 of the p-value: finite where the p-value itself is below the smallest double. */
  log10PValue: number;
  /** One-sided: how likely such a z is if the variant is no better. */
  pValueVariantGreater: number;
  /** 1 - two-sided p-value, in [0, 1]. */
  confidence: number;
  pooledError: number;
  unpooledError: number;
  /** Of the difference; Newcombe's, because Wald's would undercover at rates below 5 %. */
  interval: Interval;
  intervals: { newcombe: Interval; wald: Interval; pooled: Interval };
}

/**
 * Pooled two-proportion z test, two-sided, without continuity correction: the referee's test.
 * @param input successes and trials of both arms
 * @returns rates and differences as fractions, never percent
 * @throws RangeError for no trials, negative or broken counts, or more successes than trials
 */
export function twoProportionTest(input: TwoProportionInput): TwoProportionResult {
  const { control, variant, intervalConfidence = DEFAULT_CONFIDENCE } = input;
  requireArms(input, intervalConfidence);
  const difference = rateDifference(input);
  const error = pooledError(input);
  // both rates 0 or both 1: no spread, and no difference either
  const z = error === 0 ? 0 : difference / error;
  const pValue = 2 * normalUpperTail(Math.abs(z));
  const newcombe = newcombeInterval(input, intervalConfidence);
  return {
    test: 'pooled two-proportion z',
    controlRate: rateOf(control),
    variantRate: rateOf(variant),
    difference,
    relativeLift: control.successes === 0 ? null : difference / rateOf(control),
    z,
    pValue,
    log10PValue: (Math.LN2 + logNormalUpperTail(Math.abs(z))) / Math.LN10,
    pValueVariantGreater: normalUpperTail(z),
    confidence: 1 - pValue,
    pooledError: error,
    unpooledError: unpooledError(input),
    interval: newcombe,
    intervals: {
      newcombe,
      wald: waldInterval(input, intervalConfidence),
      pooled: pooledInterval(input, intervalConfidence),
    },
  };
}

/** The same test on the unpooled error (Wald): agrees with `waldInterval` on whether 0 lies inside. */
export function unpooledTest(arms: TwoArms): { z: number; pValue: number } {
  requireArms(arms);
  const error = unpooledError(arms);
  const difference = rateDifference(arms);
  if (error === 0 && difference !== 0) return { z: Math.sign(difference) * Infinity, pValue: 0 };
  const z = error === 0 ? 0 : difference / error;
  return { z, pValue: 2 * normalUpperTail(Math.abs(z)) };
}

/** Two-sided p-value of the chi-square test with Yates' continuity correction: more cautious than z on small counts. */
export function yatesPValue(arms: TwoArms): number {
  requireArms(arms);
  const { control, variant } = arms;
  const error = pooledError(arms);
  if (error === 0) return 1;
  const halfCell = 0.5 * (1 / control.trials + 1 / variant.trials);
  const corrected = Math.max(0, Math.abs(rateDifference(arms)) - halfCell);
  return chiSquareUpperTail((corrected / error) ** 2, 1);
}
