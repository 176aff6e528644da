import { requirePositive } from '../argument-checks.js';
import { lowerBeta } from './incomplete-beta.js';

/**
 * P(F > f) for Fisher's F with `between` and `within` degrees of freedom, the tail computed directly.
 * @throws RangeError for degrees of freedom not above 0
 */
export function fisherFUpperTail(f: number, between: number, within: number): number {
  requirePositive('between', between);
  requirePositive('within', within);
  if (f <= 0) return 1;
  const whole = within + between * f;
  return lowerBeta(within / whole, within / 2, between / 2, (between * f) / whole);
}
