import { requireFinite, requirePositive, requireSeries } from '../argument-checks.js';
import { controlChart } from './control-chart.js';
import type { ControlChart } from './control-chart.js';

export interface EwmaOptions {
  /** Value the process should have, where the average starts. */
  target: number;
  /** Of single values. */
  sigma: number;
  /** Weight of the newest value, in (0, 1]: small finds small shifts; 0.2 when left out. */
  weight?: number;
  /** Half-width of the limits in sigmas of the average; 3 when left out. */
  width?: number;
  /** 'steady' limits are one line; 'exact' ones start narrow and widen as the average fills. */
  limits?: 'steady' | 'exact';
}

/**
 * Exponentially weighted moving average chart: finds a small lasting shift that single values hide.
 * @throws RangeError for a weight outside (0, 1], a sigma or width not above 0, or values that are no numbers
 */
export function ewmaChart(values: readonly number[], options: EwmaOptions): ControlChart {
  const { target, sigma, weight = 0.2, width = 3, limits: kind = 'steady' } = options;
  requireSeries('values', values, 1);
  requireFinite('target', target);
  requirePositive('sigma', sigma);
  requirePositive('width', width);
  requirePositive('weight', weight);
  if (weight > 1) throw new RangeError(`weight must be at most 1, got ${weight}`);
  let average = target;
  const averages = values.map((value) => (average = weight * value + (1 - weight) * average));
  const limits = values.map((_, i) => {
    const filled = kind === 'steady' ? 1 : 1 - (1 - weight) ** (2 * (i + 1));
    const reach = width * sigma * Math.sqrt((weight / (2 - weight)) * filled);
    return { lower: target - reach, centre: target, upper: target + reach };
  });
  return controlChart(sigma, target, averages, limits);
}
