import { requireSeries } from '../argument-checks.js';
import { autocorrelation } from './autocorrelation.js';
import { noiseOf } from './mean-shifts.js';

/** Above it, neighbours are too alike for the moving range to measure the spread. */
const MUCH = 0.3;

/**
 * How much a period takes after the one before, in [0, 1); 0 unless it is more than 0.3 and more than chance.
 *
 * Plain autocorrelation is also high where the level moved once. That of the steps from period to period is not: it is
 * -(1 - φ) / 2 for a first-order process and -1/2 for noise, wherever the level lies, so both are asked.
 *
 * @param values one per period, in order, at least four
 */
export function persistence(values: readonly number[]): number {
  requireSeries('values', values, 4);
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const [plain, ofSteps] = [autocorrelation(values), autocorrelation(steps)];
  if (plain === null || ofSteps === null) return 0;
  const lasting = Math.min(plain, 1 + 2 * ofSteps);
  return lasting > MUCH && plain > 2 / Math.sqrt(values.length) ? Math.min(0.95, lasting) : 0;
}

/** A step of so many deviations is a jump from one level to another, or to a wild value and back. */
const JUMP = 3 * Math.SQRT2;

/**
 * The same beside jumps, which are taken out first: where the noise is known, a single fall of ten deviations is no
 * memory, however much of the movement it is.
 *
 * @param noise deviation of the values from period to period, above 0
 */
export function persistenceBesideJumps(values: readonly number[], noise: number): number {
  const reach = JUMP * Math.max(noise, noiseOf(values));
  let level = 0;
  const joined = values.map((value, i) => {
    const step = value - (values[i - 1] ?? value);
    if (Math.abs(step) <= reach) level += step;
    return level;
  });
  return persistence(joined);
}
