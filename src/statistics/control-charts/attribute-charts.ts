import { requireCount, requirePositive } from '../argument-checks.js';
import { chiSquareUpperTail } from '../distributions/chi-square.js';
import { mean } from '../summary.js';
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
 * @param spread widens the limits: `dispersionOf` of the same samples makes it Laney's p′ chart
 * @throws RangeError for broken or negative counts, more occurrences than units, or a baseline outside 1..n
 */
export function pChart(samples: readonly Sample[], baseline = samples.length, spread = 1): ControlChart {
  requireShares(samples);
  const centre = pooledRate(samples, baseline);
  return rateChart(samples, centre, spread * chanceOf('p', centre), 1);
}

/** u chart of occurrences per unit of opportunity, such as complaints per thousand orders; u′ with a `spread`. */
export function uChart(samples: readonly Sample[], baseline = samples.length, spread = 1): ControlChart {
  const centre = pooledRate(samples, baseline);
  return rateChart(samples, centre, spread * chanceOf('u', centre), Infinity);
}

/** c chart of occurrences in periods of like opportunity. */
export function cChart(counts: readonly number[], baseline = counts.length): ControlChart {
  return uChart(
    counts.map((count) => ({ count, size: 1 })),
    baseline,
  );
}

export interface Dispersion {
  /** Laney's sigma z: how many times as much neighbouring samples differ as chance alone would make them. */
  measured: number;
  /** Chance of so uneven samples where nothing but chance is at work (Pearson's chi-square). */
  pValue: number;
  /** What limits are to be widened by: `measured` where the samples are over-dispersed, else 1; never less than 1. */
  spread: number;
}

/** Where chance alone makes samples as uneven in more than one case of twenty, they are taken to be chance. */
const UNEVEN = 0.05;
const D2 = 2 / Math.sqrt(Math.PI);

/**
 * Whether shares (`p`) or rates (`u`) vary more than their sizes explain, as they do when millions are counted and each
 * day has weather of its own: then the plain limits lie too close (Laney 2002, Improved control charts for attributes).
 * Fewer differences than chance makes are no reason for closer limits.
 *
 * @param samples two or more, in order
 * @throws RangeError for fewer, for broken counts, or for shares above 1
 */
export function dispersionOf(kind: 'p' | 'u', samples: readonly Sample[]): Dispersion {
  if (samples.length < 2) throw new RangeError(`samples must be at least 2, got ${samples.length}`);
  if (kind === 'p') requireShares(samples);
  const centre = pooledRate(samples, samples.length);
  const sigma = chanceOf(kind, centre);
  if (sigma === 0) return { measured: 0, pValue: 1, spread: 1 };
  const distances = samples.map(({ count, size }) => ((count / size - centre) * Math.sqrt(size)) / sigma);
  const steps = distances.slice(1).map((distance, i) => Math.abs(distance - distances[i]!));
  const measured = mean(steps) / D2;
  const squares = distances.reduce((sum, distance) => sum + distance ** 2, 0);
  const pValue = chiSquareUpperTail(squares, samples.length - 1);
  return { measured, pValue, spread: pValue < UNEVEN ? Math.max(1, measured) : 1 };
}

/** Deviation of one unit where nothing but chance is at work. */
export function chanceOf(kind: 'p' | 'u', centre: number): number {
  return Math.sqrt(kind === 'p' ? centre * (1 - centre) : centre);
}

function requireShares(samples: readonly Sample[]): void {
  samples.forEach(({ count, size }, i) => {
    if (count > size) throw new RangeError(`sample ${i} counts ${count} among only ${size}`);
  });
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
