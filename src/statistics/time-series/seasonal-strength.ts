import { standardDeviation } from '../summary.js';
import type { SeasonalDecomposition } from './seasonal-decomposition.js';

/**
 * How much of the movement is season, and how much trend, each in [0, 1] (Wang, Smith and Hyndman 2006).
 * A season above about 0.3 belongs out of the series before it goes on a control chart.
 */
export function seasonalStrength(parts: SeasonalDecomposition): { seasonal: number; trend: number } {
  const { seasonal, trend, remainder } = parts;
  const share = (other: readonly number[]): number => {
    const whole = standardDeviation(remainder.map((value, i) => value + other[i]!)) ** 2;
    return whole === 0 ? 0 : Math.max(0, 1 - standardDeviation(remainder) ** 2 / whole);
  };
  return { seasonal: share(seasonal), trend: share(trend) };
}
