import { xmrChart } from '../../../statistics/index.js';

/**
 * Level and noise of a history that may hold shifts: the median, and the deviation by the median moving range, which a
 * shift moves in one place only. Null for fewer than twelve values, or for a metric that never moved.
 */
export function noiseOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } | null {
  if (values.length < 12) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const mean = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const deviation = xmrChart(values, { method: 'median' }).sigma;
  return deviation > 0 ? { mean, deviation } : null;
}
