import { requireCount, requirePositive } from '../argument-checks.js';
import { controlChart } from './control-chart.js';
import type { ControlChart } from './control-chart.js';

/** Occurrences among `size` units (p), or over an area of opportunity of `size` (u). */
export interface Sample {
  count: number;
  /** Visitors, orders, days: whatever the count is out of; above 0. */
  size: number;
}

/**
 * p chart of a share such as a conversion rate: every period has its own limits, after its own volume.
 * @param samples in order; the first `baseline` set the centre (all when left out)
 * @throws RangeError for broken or negative counts, more occurrences than units, or a baseline outside 1..n
 */
export function pChart(samples: readonly Sample[], baseline = samples.length): ControlChart {
  samples.forEach(({ count, size }, i) => {
    if (count > size) throw new RangeError(`sample ${i} counts ${count} among only ${size}`);
  });
  const centre = pooledRate(samples, baseline);
  return rateChart(samples, centre, Math.sqrt(centre * (1 - centre)), 1);
}

/** u chart of occurrences per unit of opportunity, such as complaints per thousand orders. */
export function uChart(samples: readonly Sample[], baseline = samples.length): ControlChart {
  const centre = pooledRate(samples, baseline);
  return rateChart(samples, centre, Math.sqrt(centre), Infinity);
}

/** c chart of occurrences in periods of like opportunity. */
export function cChart(counts: readonly number[], baseline = counts.length): ControlChart {
  return uChart(
    counts.map((count) => ({ count, size: 1 })),
    baseline,
  );
}

function pooledRate(samples: readonly Sample[], baseline: number): number {
  if (!Number.isSafeInteger(baseline) || baseline < 1 || baseline > samples.length) {
    throw new RangeError(`baseline must be a whole number from 1 to ${samples.length}, got ${baseline}`);
  }
  samples.forEach(({ count, size }, i) => {
    requireCount(`samples[${i}].count`, count);
    requirePositive(`samples[${i}].size`, size);
  });
  const first = samples.slice(0, baseline);
  return first.reduce((sum, { count }) => sum + count, 0) / first.reduce((sum, { size }) => sum + size, 0);
}

function rateChart(samples: readonly Sample[], centre: number, sigma: number, highest: number): ControlChart {
  const limits = samples.map(({ size }) => {
    const reach = (3 * sigma) / Math.sqrt(size);
    return { lower: Math.max(0, centre - reach), centre, upper: Math.min(highest, centre + reach) };
  });
  const rates = samples.map(({ count, size }) => count / size);
  return controlChart(sigma, centre, rates, limits);
}
