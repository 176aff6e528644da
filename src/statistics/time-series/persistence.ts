import { requireSeries } from '../argument-checks.js';
import { autocorrelation } from './autocorrelation.js';

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
