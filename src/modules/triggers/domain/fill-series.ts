import type { PeriodCalendar } from './period-calendar.js';
import type { Series } from './series.js';

/** Periods with a value, oldest first, column by column; milliseconds since 1970. */
export interface Columns {
  readonly starts: readonly number[];
  readonly values: readonly number[];
  readonly volumes: readonly number[];
  readonly arrivals: readonly number[];
  /** When the series had its first point of all; null or left out where nobody knows. */
  readonly firstArrival?: number | null;
  /** What a ratio was out of, where the metric is one: its orders, its visits; NaN where nobody knows. */
  readonly sizes?: readonly number[];
}

export interface SpanOfPeriods {
  /** Start of the first period. */
  readonly from: number;
  /** Start of the first period that is not part of it. */
  readonly end: number;
}

/** A stretch of time that is left out, with its reason: a promotion, a holiday. */
export interface LeftOut {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

const TOO_FEW = 'volume';

/**
 * Lays values into their calendar, gaps included. A period that a calendar event touches, or whose volume is below the
 * minimum, is left out: neither worse nor healthy. The volume of a ratio is what it is out of, of other values their points.
 */
export function fillSeries(
  calendar: PeriodCalendar,
  { from, end }: SpanOfPeriods,
  columns: Columns,
  { leftOut = [], minimumVolume = 0 }: { leftOut?: readonly LeftOut[]; minimumVolume?: number | null } = {},
): Series {
  const starts = calendar.between(from, end);
  const ends = starts.map((start) => calendar.endOf(start));
  const values = new Float64Array(starts.length).fill(NaN);
  const arrivals = new Float64Array(starts.length).fill(NaN);
  const excluded = new Map<number, string>();
  const sizes = columns.sizes && new Float64Array(starts.length).fill(NaN);
  const volumes = columns.sizes ?? columns.volumes;
  let place = 0;
  for (const [index, start] of starts.entries()) {
    const reason = leftOut.find((event) => event.from < (ends[index] ?? 0) && event.to > start)?.reason;
    while (place < columns.starts.length && (columns.starts[place] ?? 0) < start) place += 1;
    const present = columns.starts[place] === start;
    if (present) arrivals[index] = columns.arrivals[place] ?? NaN;
    if (present && sizes) sizes[index] = columns.sizes?.[place] ?? NaN;
    // An unknown volume is not known to suffice.
    const tooFew = present && minimumVolume !== null && !((volumes[place] ?? 0) >= minimumVolume);
    if (reason !== undefined || tooFew) excluded.set(index, reason ?? TOO_FEW);
    else if (present) values[index] = columns.values[place] ?? NaN;
  }
  const firstArrival = columns.firstArrival ?? undefined;
  return {
    starts,
    ends,
    values,
    sizes,
    arrivals,
    firstArrival,
    excluded,
    localOf: (instant) => calendar.localOf(instant),
  };
}
