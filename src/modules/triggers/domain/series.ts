/**
 * Successive calendar periods of one series, oldest first, gaps included. Arrays of one length rather than objects: a
 * judgement of ten thousand series walks through millions of periods.
 */
export interface Series {
  /** First instant of each period, and the first one after it, in milliseconds since 1970. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** NaN where the period has no value, or none that counts. */
  readonly values: Float64Array;
  /** What each value is out of, where the metric is a ratio and the rule asks for it; NaN where nobody knows. */
  readonly sizes?: Float64Array;
  /** When the value first arrived; NaN without one. Left out where no rule asks. */
  readonly arrivals?: Float64Array;
  /** When the first value of all arrived: what was due before it was never awaited. */
  readonly firstArrival?: number;
  /** Local time of an instant, in milliseconds, written as if it were UTC; the instant itself where it is left out. */
  readonly localOf?: (instant: number) => number;
  /** Periods that a calendar event, a cleaning or too little volume leaves out, with the reason. */
  readonly excluded: ReadonlyMap<number, string>;
}

/** What a history shows that a control chart takes for signals, though it is how the metric always is. */
export interface HistoryCheck {
  /** Null where periods of this length have no season to look for. */
  readonly season: { readonly found: boolean | 'unknown'; readonly period: number; readonly strength: number } | null;
  /** How much a period takes after the one before, without the season; 0 for no more than 0.3. */
  readonly persistence: number;
}

/** What the limits of a chart were reckoned from; those of before know nothing of season and persistence. */
export interface Calibration extends Partial<HistoryCheck> {
  readonly count: number;
  readonly centre: number;
  /** Of single values. */
  readonly sigma: number;
  /** What each place of the season adds, which is taken out before a value is judged: weekdays from Monday, hours, months. */
  readonly seasonal?: readonly number[];
  /** Of a chart of a ratio, whose limits follow what each period is out of; `sigma` is then that of one unit. */
  readonly ratio?: RatioLimits;
  /** Sum of squared distances from the centre; with it the baseline can grow. */
  readonly squares: number;
  /** First and last period of the baseline, as people call them. */
  readonly from: string;
  readonly to: string;
}

export interface RatioLimits {
  readonly kind: 'p' | 'u';
  /** How many units (visits, orders) the centre rests on. */
  readonly units: number;
  /** How many times as much as chance alone its periods vary, 1 or more (Laney); `sigma` holds it. */
  readonly spread: number;
  /** 100 for a metric in %. */
  readonly scale: number;
}

export type Direction = 'up' | 'down';

/** How many of the series' values from `first` to `last` are there. */
export function countValues({ values }: Series, first: number, last: number): number {
  let count = 0;
  for (let index = Math.max(0, first); index <= last; index += 1) if (!Number.isNaN(values[index])) count += 1;
  return count;
}
