import { requireSeries } from '../argument-checks.js';
import { normalUpperTail } from '../distributions/normal.js';
import { median } from '../summary.js';

export interface TrendResult {
  /** Rises less falls over all pairs of periods. */
  score: number;
  /** Score as a share of all pairs, in [-1, 1]. */
  tau: number;
  z: number;
  /** Two-sided. */
  pValue: number;
  /** Sen's slope: median change per period, in the unit of the values. */
  slope: number;
}

/**
 * Mann-Kendall test for a monotone trend, corrected for ties, with continuity correction: needs no normal noise.
 * Autocorrelated values make it alarm too often.
 * @param values one per period, in order, at least three
 * @throws RangeError for a shorter series or values that are no numbers
 */
export function mannKendallTest(values: readonly number[]): TrendResult {
  requireSeries('values', values, 3);
  const n = values.length;
  const pairs = values.flatMap((early, i) =>
    values.slice(i + 1).map((late, gap) => ({ rise: late - early, slope: (late - early) / (gap + 1) })),
  );
  const score = pairs.reduce((sum, { rise }) => sum + Math.sign(rise), 0);
  const ties = tieSizes(values).reduce((sum, size) => sum + spreadOf(size), 0);
  const variance = (spreadOf(n) - ties) / 18;
  const z = variance === 0 ? 0 : (score - Math.sign(score)) / Math.sqrt(variance);
  return {
    score,
    tau: score / pairs.length,
    z,
    pValue: 2 * normalUpperTail(Math.abs(z)),
    slope: median(pairs.map(({ slope }) => slope)),
  };
}

function spreadOf(size: number): number {
  return size * (size - 1) * (2 * size + 5);
}

function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  values.forEach((value) => sizes.set(value, (sizes.get(value) ?? 0) + 1));
  return [...sizes.values()];
}
