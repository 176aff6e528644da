import type { Calibration, Direction, Series } from '../series.js';
import { betterBy, type Finding, isWorse, type Strategy, type Verdict } from '../strategy.js';

export interface CountingTerms {
  readonly k: number;
  readonly m: number;
  readonly direction: Direction;
  /** Per cent by which a healthy period is better than the limit. */
  readonly recoveryMargin: number;
  /** How far back the limit of a period looks. */
  readonly reach: number;
  /** NaN where a period has nothing to be compared with. */
  readonly limitAt: (series: Series, at: number, calibration: Calibration | null) => number;
}

/**
 * "k of m successive closed periods beyond their limit", the window ending with the judged one. A period without a value
 * is not worse.
 */
export function countingStrategy(terms: CountingTerms): Strategy {
  const { k, m, direction, recoveryMargin, reach, limitAt } = terms;
  const worseAt = (series: Series, at: number, calibration: Calibration | null): boolean =>
    isWorse(series.values[at] ?? NaN, limitAt(series, at, calibration), direction);

  function judge(series: Series, at: number, since: number, calibration: Calibration | null): Verdict {
    const limit = limitAt(series, at, calibration);
    const value = series.values[at] ?? NaN;
    const worse = at >= since && isWorse(value, limit, direction);
    let count = worse ? 1 : 0;
    for (let index = Math.max(since, at - m + 1); index < at; index += 1) {
      if (worseAt(series, index, calibration)) count += 1;
    }
    const healthy = !worse && !isWorse(value, betterBy(limit, recoveryMargin, direction), direction);
    return { outcome: count >= k ? 'fires' : count > 0 ? 'pending' : 'quiet', worse, healthy };
  }

  function explain(series: Series, at: number, since: number, calibration: Calibration | null): Finding {
    const points = [];
    for (let index = Math.max(0, at - m + 1); index <= at; index += 1) {
      const plotted = series.values[index] ?? NaN;
      if (Number.isNaN(plotted)) continue;
      const limit = limitAt(series, index, calibration);
      const worse = index >= since && isWorse(plotted, limit, direction);
      points.push({ index, plotted, limit: Number.isNaN(limit) ? null : limit, worse });
    }
    const limit = limitAt(series, at, calibration);
    const { centre = null, sigma = null } = calibration ?? {};
    return { points, limit: Number.isNaN(limit) ? null : limit, centre, sigma, patterns: [] };
  }

  return { lookback: m - 1 + reach, judgesGaps: false, judge, explain };
}
