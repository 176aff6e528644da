import { requireProbability } from '../argument-checks.js';
import { findRoot } from './find-root.js';
import { logUpperGamma } from './incomplete-gamma.js';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
const LOWEST_QUANTILE = -39;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / ROOT_TWO_PI;
}

/** P(Z ≤ x) for standard normal Z; the lower tail keeps its relative precision down to 1e-300. */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}

/** P(Z > x) for standard normal Z; computed directly, precise down to 1e-300. */
export function normalUpperTail(x: number): number {
  return x >= 0 ? Math.exp(logNormalUpperTail(x)) : 1 - Math.exp(logNormalUpperTail(-x));
}

/** ln P(Z > x): stays finite where the tail itself is below the smallest double. */
export function logNormalUpperTail(x: number): number {
  if (x < 0) return Math.log1p(-Math.exp(logNormalUpperTail(-x)));
  return logUpperGamma(0.5, 0.5 * x * x) - Math.LN2;
}

/**
 * The z with P(Z ≤ z) = p.
 * @param p probability in [0, 1]; 0 and 1 give -Infinity and Infinity
 * @throws RangeError when p is no probability
 */
export function normalQuantile(p: number): number {
  requireProbability('p', p);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const target = Math.log(p);
  return findRoot((z) => logNormalUpperTail(-z) - target, LOWEST_QUANTILE, 0);
}

/**
 * The z that a two-sided interval of the given confidence reaches on either side: 1.96 for 0.95.
 * @param confidence strictly between 0 and 1
 */
export function twoSidedZ(confidence: number): number {
  return -normalQuantile((1 - confidence) / 2);
}
