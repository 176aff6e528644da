import { AnomalyDetector, type AnomalyVerdict } from '../../../../statistics/index.js';
import type { Direction, Series } from '../series.js';
import { type Finding, type FoundPoint, isWorse, type Strategy, type Verdict } from '../strategy.js';

export interface UnusualHourTerms {
  readonly k: number;
  readonly m: number;
  readonly direction: Direction;
  /** Whole weeks before the present one that say what is usual. */
  readonly weeks: number;
}

export const WEEK_OF_HOURS = 168;
const HOUR_MS = 3_600_000;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_OFFSET = 3 * 24;
/** From here on the detector calls a reading unusual. */
const UNUSUAL = 0.5;
/** The present week, and the one before, which the first hours of a week look back upon. */
const WEEKS_AT_HAND = 2;

/**
 * "Unusual for its hour of the week", on the worse side, by the detector of `npm run detect` (docs/anomaly-detection.md).
 * The hours of a week are judged by a detector that began so many whole weeks before that week's Monday: so a verdict
 * follows from the same hours whenever it is reached, and never from later ones.
 */
export function unusualHourStrategy({ k, m, direction, weeks }: UnusualHourTerms): Strategy {
  const runs = new WeakMap<Series, Map<number, WeekRun>>();

  function verdictAt(series: Series, at: number): AnomalyVerdict | undefined {
    const first = at - hourOfWeek(series, at) - weeks * WEEK_OF_HOURS;
    const known = runs.get(series) ?? new Map<number, WeekRun>();
    runs.set(series, known);
    const run = known.get(first) ?? new WeekRun(series, Math.max(0, first));
    known.set(first, run);
    if (known.size > WEEKS_AT_HAND) known.delete(Math.min(...known.keys()));
    return run.verdictAt(at);
  }

  /** A quiet hour at the end of a bad day is not worse, though the day is unusual. */
  function isUnusual(series: Series, at: number): boolean {
    const verdict = verdictAt(series, at);
    if (!verdict || verdict.score < UNUSUAL || verdict.expected === null) return false;
    const side = direction === 'up' ? 'low' : 'high';
    return verdict.side === side && isWorse(series.values[at] ?? NaN, verdict.expected, direction);
  }

  function judge(series: Series, at: number, since: number): Verdict {
    const worse = at >= since && isUnusual(series, at);
    let count = worse ? 1 : 0;
    for (let index = Math.max(since, at - m + 1); index < at; index += 1) if (isUnusual(series, index)) count += 1;
    return { outcome: count >= k ? 'fires' : count > 0 ? 'pending' : 'quiet', worse, healthy: !worse };
  }

  function explain(series: Series, at: number, since: number): Finding {
    const points: FoundPoint[] = [];
    for (let index = Math.max(0, at - m + 1); index <= at; index += 1) {
      const plotted = series.values[index] ?? NaN;
      if (Number.isNaN(plotted)) continue;
      points.push({ index, plotted, limit: null, worse: index >= since && isUnusual(series, index) });
    }
    return { points, limit: null, centre: verdictAt(series, at)?.expected ?? null, sigma: null, patterns: [] };
  }

  return { lookback: (weeks + 1) * WEEK_OF_HOURS + m, judgesGaps: false, judge, explain };
}

/** A detector on its way through the hours from the first of its weeks on, and what it said of each. */
class WeekRun {
  private readonly detector = new AnomalyDetector();
  private readonly verdicts = new Map<number, AnomalyVerdict>();

  constructor(
    private readonly series: Series,
    private next: number,
  ) {}

  verdictAt(at: number): AnomalyVerdict | undefined {
    for (; this.next <= at; this.next += 1) {
      const value = this.series.values[this.next] ?? NaN;
      if (Number.isNaN(value)) continue;
      const start = this.series.starts[this.next] ?? 0;
      const local = localTime(this.series, this.next);
      this.verdicts.set(this.next, this.detector.judge({ at: start, value, local }));
    }
    return this.verdicts.get(at);
  }
}

function hourOfWeek(series: Series, at: number): number {
  const hour = (Math.floor(localTime(series, at) / HOUR_MS) + MONDAY_OFFSET) % WEEK_OF_HOURS;
  return (hour + WEEK_OF_HOURS) % WEEK_OF_HOURS;
}

function localTime({ starts, localOf }: Series, at: number): number {
  const start = starts[at] ?? 0;
  return localOf ? localOf(start) : start;
}
