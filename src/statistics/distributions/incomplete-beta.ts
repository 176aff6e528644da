import { continuedFraction } from './continued-fraction.js';
import { logBinomialTerm } from './stirling.js';

/**
 * Regularised incomplete beta function I_x(a, b).
 * @param x in [0, 1]
 * @param y 1 - x; given apart because a caller who knows a tiny 1 - x exactly would lose it in the subtraction
 * @param a above 0
 * @param b above 0
 */
export function lowerBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const belowMean = x * (a + b + 2) < a + 1;
  return belowMean ? betaFraction(x, y, a, b) : 1 - betaFraction(y, x, b, a);
}

/** The continued fraction of DiDonato and Morris (1992, ACM Algorithm 708): it needs x only where 1 - x is not lost. */
function betaFraction(x: number, y: number, a: number, b: number): number {
  const distance = a > b ? (a + b) * y - b : a - (a + b) * x;
  const c = 1 + distance;
  const c1 = 1 + 1 / a;
  const fraction = continuedFraction(c / c1, (n) => {
    const before = 1 + (n - 1) / a;
    const scale = a + 2 * n - 1;
    const w = n * (b - n) * x;
    const numerator = before * (before + b / a) * (a / scale) ** 2 * w * x;
    const growth = (1 + n / a) / (c1 + (2 * n) / a);
    return [numerator, n + w / scale + growth * (c + n * (1 + y))];
  });
  return (Math.exp(logBinomialTerm(a, b, x, y)) * a * (b / (a + b))) / fraction;
}
