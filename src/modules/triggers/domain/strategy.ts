import type { RunRule } from '../../../statistics/index.js';
import type { Calibration, Direction, Series } from './series.js';

/** What a rule says of one closed period. */
export interface Verdict {
  readonly outcome: 'fires' | 'pending' | 'quiet';
  /** The period itself is beyond its limit: further evidence while the series is open. */
  readonly worse: boolean;
  /** It counts towards recovery. */
  readonly healthy: boolean;
}

export const QUIET: Verdict = { outcome: 'quiet', worse: false, healthy: true };

export interface FoundPoint {
  readonly index: number;
  /** What was judged: the value, or what the chart plots in its place. */
  readonly plotted: number;
  readonly limit: number | null;
  readonly worse: boolean;
  /** What a plotted ratio is out of; its limit follows from it. */
  readonly size?: number;
}

/** The very points and limits that a verdict rests on. */
export interface Finding {
  readonly points: readonly FoundPoint[];
  /** Of the newest point. */
  readonly limit: number | null;
  /** Where limits were reckoned. */
  readonly centre: number | null;
  readonly sigma: number | null;
  /** Run rules that the newest point completes. */
  readonly patterns: readonly RunRule[];
  /** What the newest plotted ratio is out of. */
  readonly size?: number;
}

/**
 * How a kind of rule looks at closed periods: facts in, verdict and explanation out, nothing kept. `since` is the first
 * period that counts; earlier ones belong to an item that has ended and are never worse again.
 */
export interface Strategy {
  /** Periods before the judged one that it looks at. */
  readonly lookback: number;
  /** Judges periods without a value as well: they are what it is about. */
  readonly judgesGaps: boolean;
  judge(series: Series, at: number, since: number, calibration: Calibration | null): Verdict;
  explain(series: Series, at: number, since: number, calibration: Calibration | null): Finding;
}

/** Beyond a limit on the worse side, strictly: who reaches the target has reached it. */
export function isWorse(value: number, limit: number, direction: Direction): boolean {
  return direction === 'up' ? value < limit : value > limit;
}

/** A limit that is better than another by a share of its size. */
export function betterBy(limit: number, percent: number, direction: Direction): number {
  const step = (Math.abs(limit) * percent) / 100;
  return direction === 'up' ? limit + step : limit - step;
}
