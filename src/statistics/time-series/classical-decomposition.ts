import { requireCountOf, requireSeries } from '../argument-checks.js';
import { mean } from '../summary.js';

export interface ClassicalDecomposition {
  /** Centred moving average over one season; `null` for the half seasons at both ends. */
  trend: (number | null)[];
  /** Mean deviation of each phase from the trend, from the first value's phase on; they sum to 0. */
  figure: number[];
}

/**
 * Additive seasonal decomposition by moving averages: quick to explain, blind at both ends, and led astray by outliers.
 * @throws RangeError for fewer than two full seasons or a period below 2
 */
export function decomposeClassically(values: readonly number[], period: number): ClassicalDecomposition {
  requireCountOf('period', period, 2);
  requireSeries('values', values, 2 * period);
  const half = Math.floor(period / 2);
  const isEven = period % 2 === 0;
  const trend = values.map((_, i) => {
    if (i < half || i + half >= values.length) return null;
    const window = values.slice(i - half, i + half + 1);
    const ends = isEven ? (window[0]! + window.at(-1)!) / 2 : 0;
    return (window.reduce((sum, value) => sum + value, 0) - ends) / period;
  });
  const detrended = values.map((value, i) => (trend[i] === null ? null : value - trend[i]!));
  const phases = Array.from({ length: period }, (_, phase) =>
    mean(detrended.filter((value, i): value is number => value !== null && i % period === phase)),
  );
  const level = mean(phases);
  return { trend, figure: phases.map((value) => value - level) };
}
