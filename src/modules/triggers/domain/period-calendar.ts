import { Temporal } from 'temporal-polyfill';

import { endOfPeriod, type Period, startOfPeriod } from '../../../kernel/time/index.js';

/** Never shorter than the period, whatever the clocks do. */
const LONGEST_MS: Record<Period, number> = {
  hour: 3_600_000,
  day: 25 * 3_600_000,
  week: 169 * 3_600_000,
  month: 745 * 3_600_000,
};
/** Eleven years of hours. */
const MOST_REMEMBERED = 100_000;

/**
 * Successive periods of a zone in milliseconds. Reckoning where a local day ends takes as long as judging a hundred of
 * them, and ten thousand series share the same days; so what has been reckoned is remembered.
 */
export class PeriodCalendar {
  private readonly next = new Map<number, number>();
  private readonly starts = new Map<number, number>();
  private readonly locals = new Map<number, number>();

  constructor(
    private readonly period: Period,
    private readonly zone: string,
  ) {}

  startOf(instant: number): number {
    const known = this.starts.get(instant);
    if (known !== undefined) return known;
    const start = startOfPeriod(new Date(instant), this.period, this.zone).getTime();
    return remember(this.starts, instant, start);
  }

  endOf(start: number): number {
    const known = this.next.get(start);
    if (known !== undefined) return known;
    return remember(this.next, start, endOfPeriod(new Date(start), this.period, this.zone).getTime());
  }

  /** What the clocks of the zone show, in milliseconds, written as if it were UTC. */
  localOf(instant: number): number {
    const known = this.locals.get(instant);
    if (known !== undefined) return known;
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.zone);
    return remember(this.locals, instant, instant + offsetNanoseconds / 1e6);
  }

  /** A period's start at least so many periods before that of `start`. */
  before(start: number, periods: number): number {
    return this.startOf(start - (periods + 1) * LONGEST_MS[this.period]);
  }

  /** Starts from that period up to, and without, `end`. */
  between(start: number, end: number): number[] {
    const starts: number[] = [];
    for (let at = start; at < end; at = this.endOf(at)) starts.push(at);
    return starts;
  }
}

function remember(known: Map<number, number>, key: number, value: number): number {
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

const calendars = new Map<string, PeriodCalendar>();

/** The calendar of a period and an IANA zone; one for the process, since nothing in it ever changes. */
export function calendarOf(period: Period, zone: string): PeriodCalendar {
  const key = `${period} ${zone}`;
  const known = calendars.get(key) ?? new PeriodCalendar(period, zone);
  calendars.set(key, known);
  return known;
}

/** How many periods begin after an instant and not after `start`; 0 when `start` is not later. */
export function periodsBetween(instant: Date, start: Date, period: Period, zone: string): number {
  const calendar = calendarOf(period, zone);
  const first = calendar.endOf(calendar.startOf(instant.getTime()));
  return first > start.getTime() ? 0 : calendar.between(first, start.getTime()).length + 1;
}
