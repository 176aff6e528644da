import { requirePositive, requireProbability } from '../argument-checks.js';
import { findPositiveRoot } from './find-root.js';
import { lowerGamma, upperGamma } from './incomplete-gamma.js';

/** P(X ≤ x) for chi-square with `df` degrees of freedom (above 0). */
export function chiSquareCdf(x: number, df: number): number {
  requirePositive('df', df);
  return lowerGamma(df / 2, x / 2);
}

/** P(X > x) for chi-square with `df` degrees of freedom: the p-value of a goodness-of-fit statistic, computed directly. */
export function chiSquareUpperTail(x: number, df: number): number {
  requirePositive('df', df);
  return upperGamma(df / 2, x / 2);
}

/**
 * The x with P(X ≤ x) = p.
 * @param p probability in [0, 1]
 * @param df degrees of freedom, above 0
 * @throws RangeError for p outside [0, 1] or df not above 0
 */
export function chiSquareQuantile(p: number, df: number): number {
  requireProbability('p', p);
  requirePositive('df', df);
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
  const lower = p <= 0.5;
  const target = Math.log(lower ? p : 1 - p);
  const tail = lower ? chiSquareCdf : chiSquareUpperTail;
  return findPositiveRoot((x) => Math.log(tail(x, df)) - target, df);
}
