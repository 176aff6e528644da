import type { LocalDate } from './local-date.js';

/** Tells for each day whether work is expected on it. */
export interface WorkingCalendar {
  isWorkday(day: LocalDate): boolean;
}

/** What a day is by exception: off (a holiday, an absence), or worked although the week says otherwise (调休). */
export type DayKind = 'off' | 'work';

/** Days that are not what the week makes of them; `undefined` where it says nothing. */
export interface DayExceptions {
  kindOf(day: LocalDate): DayKind | undefined;
}

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

const DAY_MS = 86_400_000;
/** The longest run of days off that is still looked through: nobody promises anything beyond two years of absence. */
export const LONGEST_REST_DAYS = 800;

/** Asked for a working day where none comes within 800 days. */
export class NoWorkday extends RangeError {
  constructor(from: LocalDate) {
    super(`no working day within ${LONGEST_REST_DAYS} days of ${from}`);
    this.name = 'NoWorkday';
  }
}

/**
 * A calendar of a working week and what overrides it: the first of `exceptions` that says something about a day decides
 * (so a person's absence stands before the company's day, and that before the public holiday).
 */
export function workingCalendar(
  weekdays: readonly Weekday[],
  exceptions: readonly DayExceptions[] = [],
): WorkingCalendar {
  const worked = new Set<number>(weekdays);
  return {
    isWorkday(day) {
      for (const exception of exceptions) {
        const kind = exception.kindOf(day);
        if (kind !== undefined) return kind === 'work';
      }
      return worked.has(weekdayOf(day));
    },
  };
}

/** Exceptions from a list of single days. */
export function exceptionDays(days: ReadonlyMap<LocalDate, DayKind>): DayExceptions {
  return { kindOf: (day) => days.get(day) };
}

/** Days off from `fromOn` to `toOn`, both included, as often as there are spans. */
export function spansOff(spans: readonly { readonly fromOn: LocalDate; readonly toOn: LocalDate }[]): DayExceptions {
  return { kindOf: (day) => (spans.some(({ fromOn, toOn }) => fromOn <= day && day <= toOn) ? 'off' : undefined) };
}

export function weekdayOf(day: LocalDate): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((numberOf(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * The `count`th working day after `day`; before it when `count` is negative; the day itself for 0, whatever it is. From a
 * working day, adding n and then subtracting n leads back to it.
 *
 * @param count whole working days
 * @throws NoWorkday when the calendar rests for more than 800 days in a row
 */
export function addWorkingDays(calendar: WorkingCalendar, day: LocalDate, count: number): LocalDate {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0; left -= 1) at = nextWorkday(calendar, at, step);
  return at;
}

/** The day itself when it is worked, otherwise the next that is. */
export function workdayOnOrAfter(calendar: WorkingCalendar, day: LocalDate): LocalDate {
  return calendar.isWorkday(day) ? day : nextWorkday(calendar, day, 1);
}

/** How many working days lie after `from`, up to and including `to`; negative, and counted back, when `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let at = numberOf(from) + 1, last = numberOf(to); at <= last; at += 1) {
    if (calendar.isWorkday(dayNumbered(at))) count += 1;
  }
  return count;
}

function nextWorkday(calendar: WorkingCalendar, from: LocalDate, step: 1 | -1): LocalDate {
  const start = numberOf(from);
  for (let distance = 1; distance <= LONGEST_REST_DAYS; distance += 1) {
    const day = dayNumbered(start + step * distance);
    if (calendar.isWorkday(day)) return day;
  }
  throw new NoWorkday(from);
}

/** Days since 1970-01-01. Walking a year day by day through Temporal would take a hundred times as long. */
function numberOf(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function dayNumbered(number: number): LocalDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
