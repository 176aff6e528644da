import { requirePositive, requireProbability } from '../argument-checks.js';
import { findRoot } from './find-root.js';
import { lowerBeta } from './incomplete-beta.js';
import { logBinomialTerm } from './stirling.js';

/** Density of Beta(a, b) at x, for 0 < x < 1. */
export function betaDensity(x: number, a: number, b: number): number {
  return Math.exp(logBinomialTerm(a, b, x, 1 - x) + Math.log((a * b) / (a + b)) - Math.log(x) - Math.log1p(-x));
}

/** P(X ≤ x) for X ~ Beta(a, b), with a, b > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  requirePositive('a', a);
  requirePositive('b', b);
  return lowerBeta(x, a, b);
}

/**
 * The x with P(X ≤ x) = p for X ~ Beta(a, b).
 * @param p probability in [0, 1]
 * @throws RangeError for p outside [0, 1], or a or b not above 0
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability('p', p);
  if (p === 0 || p === 1) return p;
  if (p > 0.5) return 1 - betaQuantile(1 - p, b, a);
  const target = Math.log(p);
  let low = 0.5;
  while (betaCdf(low, a, b) > p) low /= 2;
  return findRoot((x) => Math.log(betaCdf(x, a, b)) - target, low, low === 0.5 ? 1 : 2 * low);
}
