import { requireInnerProbability } from '../argument-checks.js';
import { studentTQuantile, studentTTwoSided, studentTUpperTail, twoSidedT } from '../distributions/student-t.js';
import { DEFAULT_CONFIDENCE } from './arm.js';
import type { Interval } from './arm.js';
import { effectOf } from './effect.js';
import type { Effect, MeasuredArm } from './effect.js';

export interface WelchResult {
  test: 'Welch t';
  /** variant - control, in the metric's unit (or as a fraction of the control's mean on the relative scale). */
  difference: number;
  standardError: number;
  t: number;
  degreesOfFreedom: number;
  /** Two-sided. */
  pValue: number;
  /** 1 - two-sided p-value. */
  confidence: number;
  interval: Interval;
}

/**
 * Welch's t test of two means with unequal variances.
 *
 * A mean follows its largest value: one player with 49,854 rounds moves Cookie Cats' difference from -0.04 to -1.16, so
 * show the largest values beside the verdict.
 * @param input arms as mean, variance of single values and count
 * @throws RangeError for arms of fewer than two values, or without any spread
 */
export function welchTest(input: {
  control: MeasuredArm;
  variant: MeasuredArm;
  scale?: 'absolute' | 'relative';
  intervalConfidence?: number;
}): WelchResult {
  const { control, variant, scale = 'absolute', intervalConfidence = DEFAULT_CONFIDENCE } = input;
  requireInnerProbability('intervalConfidence', intervalConfidence);
  const effect = effectOf(control, variant, scale);
  const t = effect.estimate / effect.standardError;
  const pValue = studentTTwoSided(t, effect.degreesOfFreedom);
  const reach = twoSidedT(intervalConfidence, effect.degreesOfFreedom) * effect.standardError;
  return {
    test: 'Welch t',
    difference: effect.estimate,
    standardError: effect.standardError,
    t,
    degreesOfFreedom: effect.degreesOfFreedom,
    pValue,
    confidence: 1 - pValue,
    interval: { lower: effect.estimate - reach, upper: effect.estimate + reach },
  };
}

/** One-sided test that the variant's mean is greater; the interval is open above. */
export function greaterTest(effect: Effect, confidence = DEFAULT_CONFIDENCE): { pValue: number; lower: number } {
  requireInnerProbability('confidence', confidence);
  const { estimate, standardError, degreesOfFreedom } = effect;
  return {
    pValue: studentTUpperTail(estimate / standardError, degreesOfFreedom),
    lower: estimate - studentTQuantile(confidence, degreesOfFreedom) * standardError,
  };
}
