import { requireSeries } from '../argument-checks.js';
import { mean, standardDeviation } from '../summary.js';
import { controlChart } from './control-chart.js';
import type { ControlChart } from './control-chart.js';
import { deviationConstant, rangeConstants } from './subgroup-constants.js';

export type Subgroups = readonly (readonly number[])[];

/**
 * X-bar chart of subgroup means.
 * @param subgroups in order, all of one size; the first `baseline` set centre and spread (all when left out)
 * @param spread 'range' (mean range / d2) or 'deviation' (mean deviation / c4)
 * @throws RangeError for subgroups of unlike size, of one value, or a baseline outside 1..n
 */
export function xBarChart(
  subgroups: Subgroups,
  baseline = subgroups.length,
  spread: 'range' | 'deviation' = 'range',
): ControlChart {
  const { first, size } = baselineOf(subgroups, baseline);
  const sigma = spread === 'range' ? sigmaFromRanges(first, size) : sigmaFromDeviations(first, size);
  const means = subgroups.map(mean);
  const centre = mean(means.slice(0, baseline));
  return flatChart(means, centre, sigma, (3 * sigma) / Math.sqrt(size));
}

/** R chart of subgroup ranges, for subgroups of 2 to 25. */
export function rangeChart(subgroups: Subgroups, baseline = subgroups.length): ControlChart {
  const { first, size } = baselineOf(subgroups, baseline);
  const sigma = sigmaFromRanges(first, size);
  return flatChart(subgroups.map(rangeOf), mean(first.map(rangeOf)), sigma, 3 * rangeConstants(size).d3 * sigma, 0);
}

/** S chart of subgroup standard deviations. */
export function deviationChart(subgroups: Subgroups, baseline = subgroups.length): ControlChart {
  const { first, size } = baselineOf(subgroups, baseline);
  const sigma = sigmaFromDeviations(first, size);
  const reach = 3 * sigma * Math.sqrt(1 - deviationConstant(size) ** 2);
  return flatChart(subgroups.map(standardDeviation), mean(first.map(standardDeviation)), sigma, reach, 0);
}

function baselineOf(subgroups: Subgroups, baseline: number): { first: Subgroups; size: number } {
  if (!Number.isSafeInteger(baseline) || baseline < 1 || baseline > subgroups.length) {
    throw new RangeError(`baseline must be a whole number from 1 to ${subgroups.length}, got ${baseline}`);
  }
  const size = subgroups[0]?.length ?? 0;
  subgroups.forEach((subgroup, i) => {
    requireSeries(`subgroups[${i}]`, subgroup, 2);
    if (subgroup.length !== size)
      throw new RangeError(`subgroup ${i} holds ${subgroup.length} values, the first ${size}`);
  });
  return { first: subgroups.slice(0, baseline), size };
}

function sigmaFromRanges(subgroups: Subgroups, size: number): number {
  return mean(subgroups.map(rangeOf)) / rangeConstants(size).d2;
}

function sigmaFromDeviations(subgroups: Subgroups, size: number): number {
  return mean(subgroups.map(standardDeviation)) / deviationConstant(size);
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function flatChart(values: number[], centre: number, sigma: number, reach: number, least = -Infinity): ControlChart {
  const limits = values.map(() => ({ lower: Math.max(least, centre - reach), centre, upper: centre + reach }));
  return controlChart(sigma, centre, values, limits);
}
