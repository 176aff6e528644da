import { requireCountOf, requireSeries } from '../argument-checks.js';
import { mean } from '../summary.js';

/**
 * Autocorrelation of a series with itself `lag` periods earlier, in [-1, 1]; `null` for a series that never moves.
 * Above about 0.4 at lag 1 an XmR chart alarms far too often.
 * @throws RangeError for a lag below 1 or not shorter than the series
 */
export function autocorrelation(values: readonly number[], lag = 1): number | null {
  requireCountOf('lag', lag, 1);
  requireSeries('values', values, lag + 1);
  const middle = mean(values);
  const centred = values.map((value) => value - middle);
  const total = centred.reduce((sum, value) => sum + value * value, 0);
  if (total === 0) return null;
  return centred.slice(lag).reduce((sum, value, i) => sum + value * centred[i]!, 0) / total;
}
