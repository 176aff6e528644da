import { continuedFraction } from './continued-fraction.js';
import { logPoissonTerm } from './stirling.js';

/**
 * Lower regularised incomplete gamma function P(a, x) = γ(a, x) / Γ(a).
 * @param a shape, above 0
 * @param x 0 or more
 */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? Math.exp(logLowerSeries(a, x)) : 1 - Math.exp(logUpperFraction(a, x));
}

/** Upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), the far tail computed directly. */
export function upperGamma(a: number, x: number): number {
  return Math.exp(logUpperGamma(a, x));
}

/** ln Q(a, x): still finite where Q itself is below the smallest double. */
export function logUpperGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return -Infinity;
  return x < a + 1 ? Math.log1p(-Math.exp(logLowerSeries(a, x))) : logUpperFraction(a, x);
}

function logLowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return logPoissonTerm(a, x) + Math.log(sum);
}

function logUpperFraction(a: number, x: number): number {
  const first = x + 1 - a;
  const fraction = continuedFraction(first, (k) => [k * (a - k), first + 2 * k]);
  return logPoissonTerm(a, x) + Math.log(a / fraction);
}
