import { requireCountOf, requireSeries } from '../argument-checks.js';
import { mean, median, standardDeviation } from '../summary.js';
import { optimalPartition } from './optimal-partition.js';
import { normalCost, squaredErrorCost } from './segment-costs.js';
import { withoutSpikes } from './spikes.js';

export interface MeanShiftOptions {
  /** 'bic' pays 2 ln n per change; 'modified-bic' (Zhang and Siegmund 2007) resists short segments. */
  penalty?: 'bic' | 'modified-bic';
  /** Fewest periods that make a level, 4 when left out: what is over sooner is a spike. With 1, a spike is two changes. */
  minSegment?: number;
  /** 'mean' when left out; 'mean-and-variance' also finds a change of spread. */
  change?: 'mean' | 'mean-and-variance';
  /** Noise that is known beforehand, such as that of counts: the values' own is taken for no less. 0 when left out. */
  leastNoise?: number;
}

export interface Segment {
  /** Index of its first value, from 0. */
  start: number;
  /** Index after its last value. */
  end: number;
  mean: number;
}

export interface MeanShifts {
  /** Index, from 0, of the first value at each new level. */
  shifts: number[];
  segments: Segment[];
  /** Standard deviation of the noise between neighbours, which the changes do not inflate. */
  noise: number;
}

/**
 * Lasting changes of level in a series, by PELT on values scaled with their own noise.
 * @param values one per period, in order, at least two
 * @throws RangeError for a shorter series or values that are no numbers
 */
export function meanShifts(values: readonly number[], options: MeanShiftOptions = {}): MeanShifts {
  const { penalty = 'bic', minSegment = 4, change = 'mean', leastNoise = 0 } = options;
  requireSeries('values', values, 2);
  requireCountOf('minSegment', minSegment, 1);
  const noise = Math.max(leastNoise, noiseOf(values));
  const shifts =
    noise === 0 ? [] : partition(withoutSpikes(values, minSegment, noise), noise, { penalty, minSegment, change });
  const starts = [0, ...shifts];
  const segments = starts.map((start, i) => {
    const end = starts[i + 1] ?? values.length;
    return { start, end, mean: mean(values.slice(start, end)) };
  });
  return { shifts, segments, noise };
}

function partition(
  values: readonly number[],
  noise: number,
  options: Required<Omit<MeanShiftOptions, 'leastNoise'>>,
): number[] {
  const { penalty, minSegment, change } = options;
  const n = values.length;
  const onMean = change === 'mean';
  const cost = onMean ? squaredErrorCost(values.map((value) => value / noise)) : normalCost(values);
  // a variance needs two values
  const least = Math.max(minSegment, onMean ? 1 : 2);
  const parameters = onMean ? 1 : 2;
  if (penalty === 'bic')
    return optimalPartition(n, cost, { penalty: (parameters + 1) * Math.log(n), minSegment: least });
  const modified = (start: number, end: number): number => cost(start, end) + Math.log(end - start);
  return optimalPartition(n, modified, {
    penalty: (parameters + 2) * Math.log(n),
    minSegment: least,
    slack: Math.log(n),
  });
}

/** Robust deviation from the median absolute step; from all steps when more than half of them are 0. */
export function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const middle = median(steps);
  const NORMAL_CONSISTENCY = 1.4826;
  const robust = NORMAL_CONSISTENCY * median(steps.map((step) => Math.abs(step - middle)));
  const spread = robust > 0 || steps.length < 2 ? robust : standardDeviation(steps);
  return spread / Math.SQRT2;
}

/**
 * The one best place to split a series in two levels, whether or not it is worth splitting.
 * @returns index of the first value after the split, and the gain in squared error per noise variance
 */
export function bestSplit(values: readonly number[]): { start: number; gain: number; before: number; after: number } {
  requireSeries('values', values, 2);
  const cost = squaredErrorCost(values);
  const n = values.length;
  let [start, lowest] = [1, Infinity];
  for (let at = 1; at < n; at += 1) {
    const total = cost(0, at) + cost(at, n);
    if (total < lowest) [start, lowest] = [at, total];
  }
  const noise = noiseOf(values);
  const gain = noise === 0 ? 0 : (cost(0, n) - lowest) / noise ** 2;
  return { start, gain, before: mean(values.slice(0, start)), after: mean(values.slice(start)) };
}
