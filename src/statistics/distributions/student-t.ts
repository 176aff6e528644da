import { requirePositive, requireProbability } from '../argument-checks.js';
import { findPositiveRoot } from './find-root.js';
import { lowerBeta } from './incomplete-beta.js';

/**
 * P(T > t) for Student's t, the tail computed directly.
 * @param df degrees of freedom, above 0, not necessarily whole
 */
export function studentTUpperTail(t: number, df: number): number {
  requirePositive('df', df);
  if (t < 0) return 1 - studentTUpperTail(-t, df);
  const square = t * t;
  return 0.5 * lowerBeta(df / (df + square), df / 2, 0.5, square / (df + square));
}

/** P(T ≤ t) for Student's t with `df` degrees of freedom. */
export function studentTCdf(t: number, df: number): number {
  return studentTUpperTail(-t, df);
}

/** P(|T| ≥ |t|): the two-sided p-value of a t statistic. */
export function studentTTwoSided(t: number, df: number): number {
  return 2 * studentTUpperTail(Math.abs(t), df);
}

/**
 * The t with P(T ≤ t) = p.
 * @param p probability in [0, 1]
 * @param df degrees of freedom, above 0
 * @throws RangeError for p outside [0, 1] or df not above 0
 */
export function studentTQuantile(p: number, df: number): number {
  requireProbability('p', p);
  requirePositive('df', df);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  // solved for the tail itself: 1 - p would lose the digits of a small p
  const target = Math.log(Math.min(p, 1 - p));
  const t = findPositiveRoot((x) => Math.log(studentTUpperTail(x, df)) - target, 1);
  return p < 0.5 ? -t : t;
}

/** The t that a two-sided interval of the given confidence reaches on either side. */
export function twoSidedT(confidence: number, df: number): number {
  return -studentTQuantile((1 - confidence) / 2, df);
}
