import { integrate } from './integrate.js';
import { normalUpperTail } from './normal.js';
import { logPoissonTerm } from './stirling.js';

/**
 * P(T > t) for noncentral t: the power of a t test. Conditions on the sample's deviation and integrates it out.
 * @param t critical value, above 0
 * @param df degrees of freedom, above 0
 * @param shift noncentrality: the true effect in standard errors
 */
export function noncentralTUpperTail(t: number, df: number, shift: number): number {
  // s² · df is chi-square; s lies within 1 ± 12/√(2 df) but for 1e-30
  const spread = 12 / Math.sqrt(2 * df);
  return integrate(
    (s) => scaleDensity(s, df) * normalUpperTail(t * s - shift),
    Math.max(0, 1 - spread),
    1 + 2 * spread,
  );
}

/** Density of s = √(χ²(df) / df). */
function scaleDensity(s: number, df: number): number {
  const half = df / 2;
  return Math.exp(logPoissonTerm(half, half * s * s) + Math.log(df / s));
}
