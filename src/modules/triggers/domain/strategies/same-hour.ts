import { median } from '../../../../statistics/index.js';
import type { Direction, Series } from '../series.js';

/** Hours in a week; clocks that change twice a year shift the comparison by one, which the neighbours make up for. */
export const WEEK_OF_HOURS = 168;
/** A normal distribution's deviation is so many times its median absolute deviation. */
const DEVIATION_PER_MAD = 1.4826;
/** Where the same hour has always been the same, a hundredth of it is still no news. */
const LEAST_DEVIATION = 0.01;
const FEWEST_REFERENCES = 6;

/**
 * What the hour may be on its worse side, from the same hour of earlier weeks and the hours beside it: their median and
 * `width` robust deviations, which one odd week cannot inflate. NaN with fewer than six values to compare with.
 */
export function sameHourLimit(
  { values }: Series,
  at: number,
  weeks: number,
  width: number,
  direction: Direction,
): number {
  const references: number[] = [];
  for (let week = 1; week <= weeks; week += 1) {
    for (let beside = -1; beside <= 1; beside += 1) {
      const value = values[at - week * WEEK_OF_HOURS + beside];
      if (value !== undefined && !Number.isNaN(value)) references.push(value);
    }
  }
  if (references.length < FEWEST_REFERENCES) return NaN;
  const usual = median(references);
  const spread = DEVIATION_PER_MAD * median(references.map((value) => Math.abs(value - usual)));
  const reach = width * Math.max(spread, LEAST_DEVIATION * Math.abs(usual));
  return direction === 'up' ? usual - reach : usual + reach;
}
