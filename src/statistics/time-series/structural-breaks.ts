import { requireSeries } from '../argument-checks.js';
import { mean, standardDeviation } from '../summary.js';
import type { SegmentCost } from './optimal-partition.js';
import { squaredErrorCost } from './segment-costs.js';

const TRIM = 0.15;

/**
 * Number and places of breaks in a mean by the Bayesian information criterion (Bai and Perron 2003): slower than
 * `meanShifts` and blind in the first and last 15 %, but needs no estimate of the noise.
 * @returns index, from 0, of the first value of each later level
 */
export function structuralBreaks(values: readonly number[]): number[] {
  requireSeries('values', values, 14);
  const n = values.length;
  const least = Math.floor(TRIM * n);
  const cost = squaredErrorCost(values);
  const most = Math.ceil(n / least) - 2;
  let best = { breaks: [] as number[], criterion: criterionOf(cost(0, n), n, 0) };
  let plans = Array.from({ length: n + 1 }, (_, end): Plan => ({
    total: end < least ? Infinity : cost(0, end),
    breaks: [],
  }));
  for (let count = 1; count <= most; count += 1) {
    plans = plans.map((_, end) => cheapestLast(end, least, plans, cost));
    const { total, breaks } = plans[n]!;
    const criterion = criterionOf(total, n, count);
    if (criterion < best.criterion) best = { breaks, criterion };
  }
  return best.breaks;
}

interface Plan {
  total: number;
  breaks: number[];
}

function cheapestLast(end: number, least: number, plans: readonly Plan[], cost: SegmentCost): Plan {
  let [total, last] = [Infinity, -1];
  for (let at = least; at <= end - least; at += 1) {
    const sum = plans[at]!.total + cost(at, end);
    if (sum < total) [total, last] = [sum, at];
  }
  return { total, breaks: last < 0 ? [] : [...plans[last]!.breaks, last] };
}

function criterionOf(squares: number, n: number, breaks: number): number {
  return n * (Math.log((2 * Math.PI * squares) / n) + 1) + 2 * (breaks + 1) * Math.log(n);
}

/** Largest Chow F statistic of a single break in the mean, the first and last 15 % left out. */
export function supremumF(values: readonly number[]): number {
  requireSeries('values', values, 14);
  const n = values.length;
  const cost = squaredErrorCost(values);
  let largest = 0;
  for (let at = Math.floor(TRIM * n); at <= Math.floor((1 - TRIM) * n); at += 1) {
    const split = cost(0, at) + cost(at, n);
    largest = Math.max(largest, (cost(0, n) - split) / (split / (n - 2)));
  }
  return largest;
}

/**
 * OLS-CUSUM test that a series keeps its mean (Ploberger and Krämer 1992).
 * @returns the largest scaled sum of deviations, and its asymptotic p-value
 */
export function stableMeanTest(values: readonly number[]): { statistic: number; pValue: number } {
  requireSeries('values', values, 3);
  const middle = mean(values);
  const scale = standardDeviation(values) * Math.sqrt(values.length);
  if (scale === 0) return { statistic: 0, pValue: 1 };
  let [sum, largest] = [0, 0];
  for (const value of values) {
    sum += value - middle;
    largest = Math.max(largest, Math.abs(sum));
  }
  return { statistic: largest / scale, pValue: bridgeTail(largest / scale) };
}

/** P(sup |Brownian bridge| > x): Kolmogorov's distribution. */
function bridgeTail(x: number): number {
  let tail = 0;
  for (let k = 1; k <= 100; k += 1) tail += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2);
  return Math.min(1, Math.max(0, tail));
}
