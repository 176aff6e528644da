import { requireCountOf, requireFinite } from '../argument-checks.js';
import { requireArm } from './arm.js';
import type { Arm } from './arm.js';

/** Mean, variance of single values and number of values of one arm. */
export interface MeasuredArm {
  mean: number;
  variance: number;
  count: number;
}

/** An estimated effect of the variant, absolute (in the metric's unit) or relative to the control's mean. */
export interface Effect {
  estimate: number;
  standardError: number;
  /** Welch-Satterthwaite, on the absolute variances. */
  degreesOfFreedom: number;
  /** Values in both arms together. */
  count: number;
}

/** The arm of a rate; the variance is p (1-p), without n-1. */
export function rateArm(arm: Arm): MeasuredArm {
  requireArm('arm', arm);
  const mean = arm.successes / arm.trials;
  return { mean, variance: mean * (1 - mean), count: arm.trials };
}

/** The arm of a mean, from running totals. */
export function totalsArm(totals: { sum: number; sumOfSquares: number; count: number }): MeasuredArm {
  const { sum, sumOfSquares, count } = totals;
  requireCountOf('count', count, 2);
  return { mean: sum / count, variance: (sumOfSquares - sum ** 2 / count) / (count - 1), count };
}

/** The arm of a mean, from its values. */
export function valuesArm(values: readonly number[]): MeasuredArm {
  requireCountOf('number of values', values.length, 2);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1), count: values.length };
}

/**
 * Effect of the variant against the control.
 * @param scale 'relative' divides by the control's mean; its error is the delta method's
 * @throws RangeError for fewer than two values in an arm, a negative variance, no spread in both arms, or a relative effect
 * on a control whose mean is 0
 */
export function effectOf(control: MeasuredArm, variant: MeasuredArm, scale: 'absolute' | 'relative'): Effect {
  requireMeasured('control', control);
  requireMeasured('variant', variant);
  const [c, v] = [control.variance / control.count, variant.variance / variant.count];
  if (c + v === 0) throw new RangeError('neither arm varies: the effect has no error to judge it by');
  if (scale === 'relative' && control.mean === 0)
    throw new RangeError('the mean of the control is 0: nothing to relate to');
  const difference = variant.mean - control.mean;
  return {
    estimate: scale === 'absolute' ? difference : difference / Math.abs(control.mean),
    standardError: Math.sqrt(effectVariance(control, variant, scale)),
    degreesOfFreedom: (c + v) ** 2 / (c ** 2 / (control.count - 1) + v ** 2 / (variant.count - 1)),
    count: control.count + variant.count,
  };
}

/** Variance of the estimated effect; the relative one by the delta method for a ratio of means. */
export function effectVariance(control: MeasuredArm, variant: MeasuredArm, scale: 'absolute' | 'relative'): number {
  const [c, v] = [control.variance / control.count, variant.variance / variant.count];
  return scale === 'absolute' ? c + v : v / control.mean ** 2 + (c * variant.mean ** 2) / control.mean ** 4;
}

function requireMeasured(name: string, { mean, variance, count }: MeasuredArm): void {
  requireFinite(`${name}.mean`, mean);
  requireCountOf(`${name}.count`, count, 2);
  if (!(variance >= 0 && variance < Infinity))
    throw new RangeError(`${name}.variance must be 0 or more, got ${variance}`);
}
