import { countValues, type Series } from '../series.js';
import type { Finding, Strategy, Verdict } from '../strategy.js';

/**
 * Fires when `periods` successive closed periods have no value after the grace (T-58: T+1, T+3, T+5). Periods whose grace
 * was over before the series had its first value are not judged: they came, or are missing, with an import of history.
 */
export function lateDataStrategy(periods: number, graceMs: number): Strategy {
  const isLate = ({ ends, values, arrivals, firstArrival = -Infinity }: Series, at: number): boolean => {
    const due = (ends[at] ?? 0) + graceMs;
    return due >= firstArrival && (Number.isNaN(values[at]) || (arrivals?.[at] ?? NaN) > due);
  };

  function judge(series: Series, at: number, since: number): Verdict {
    let late = 0;
    while (at - late >= since && late < periods && isLate(series, at - late)) late += 1;
    const worse = late > 0;
    return { outcome: late >= periods ? 'fires' : worse ? 'pending' : 'quiet', worse, healthy: !worse };
  }

  function explain(series: Series, at: number, since: number): Finding {
    const points = [];
    for (let index = Math.max(0, at - periods + 1); index <= at; index += 1) {
      points.push({ index, plotted: isLate(series, index) ? 1 : 0, limit: null, worse: index >= since });
    }
    return { points: points.filter(({ plotted }) => plotted === 1), ...NO_LIMITS };
  }

  return { lookback: periods - 1, judgesGaps: true, judge, explain };
}

/** Fires when fewer than `percent` of the last `m` closed periods have a value (D-01: 70 %). */
export function coverageStrategy(percent: number, m: number): Strategy {
  const coverageAt = (series: Series, at: number): number => (countValues(series, at - m + 1, at) / m) * 100;

  function judge(series: Series, at: number, since: number): Verdict {
    // Before m periods have passed nobody can say.
    const worse = at >= m - 1 && at - m + 1 >= since && coverageAt(series, at) < percent;
    return { outcome: worse ? 'fires' : 'quiet', worse, healthy: !worse };
  }

  function explain(series: Series, at: number): Finding {
    const coverage = coverageAt(series, at);
    return { points: [{ index: at, plotted: coverage, limit: percent, worse: true }], ...NO_LIMITS, limit: percent };
  }

  return { lookback: m - 1, judgesGaps: true, judge, explain };
}

/** Fires when a window of `m` closed periods holds `reports` or more (M-05: feedback about one link). */
export function concentrationStrategy(reports: number, m: number): Strategy {
  const sumAt = ({ values }: Series, at: number, since: number): number => {
    let sum = 0;
    for (let index = Math.max(since, at - m + 1, 0); index <= at; index += 1) sum += values[index] || 0;
    return sum;
  };

  function judge(series: Series, at: number, since: number): Verdict {
    const fires = sumAt(series, at, since) >= reports;
    return { outcome: fires ? 'fires' : 'quiet', worse: fires && (series.values[at] || 0) > 0, healthy: !fires };
  }

  function explain(series: Series, at: number, since: number): Finding {
    const points = [];
    for (let index = Math.max(since, at - m + 1, 0); index <= at; index += 1) {
      const plotted = series.values[index] || 0;
      if (plotted > 0) points.push({ index, plotted, limit: null, worse: true });
    }
    return { points, ...NO_LIMITS, limit: reports };
  }

  return { lookback: m - 1, judgesGaps: true, judge, explain };
}

const NO_LIMITS = { limit: null, centre: null, sigma: null, patterns: [] } as const;
