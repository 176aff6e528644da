import { mean, standardDeviation } from '../../../statistics/index.js';
import type { Calibration } from './series.js';

/**
 * Limits from a baseline: mean and standard deviation of its values. The deviation, not the moving range, since it is the
 * sharper estimate of a stable baseline: with 60 periods the moving range costs a seventh more false openings
 * (docs/triggers.md).
 *
 * @param values two or more, in order
 */
export function calibrate(values: readonly number[], from: string, to: string): Calibration {
  const sigma = standardDeviation(values);
  return { count: values.length, centre: mean(values), sigma, squares: sigma ** 2 * (values.length - 1), from, to };
}

/** The same with one value more (Welford 1962). */
export function grow(calibration: Calibration, value: number): Calibration {
  const count = calibration.count + 1;
  const distance = value - calibration.centre;
  const centre = calibration.centre + distance / count;
  const squares = calibration.squares + distance * (value - centre);
  return { ...calibration, count, centre, squares, sigma: Math.sqrt(squares / (count - 1)) };
}
