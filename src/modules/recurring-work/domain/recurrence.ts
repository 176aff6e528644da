import {
  addDays,
  addWorkingDays,
  type LocalDate,
  NoWorkday,
  type Weekday,
  weekdayOf,
  type WorkingCalendar,
  workdayOnOrAfter,
} from '../../../kernel/time/index.js';

export const FREQUENCIES = ['weekly', 'monthly', 'quarterly', 'yearly', 'working_days'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What becomes of a date on which nobody works: moved, left where it is, or left out. */
export const DAY_OFF_RULES = ['next', 'previous', 'keep', 'skip'] as const;
export type DayOffRule = (typeof DAY_OFF_RULES)[number];

/** When something comes round. */
export interface Recurrence {
  readonly frequency: Frequency;
  /** Every how many weeks, months, quarters, years or working days; counted from `startsOn`. */
  readonly every: number;
  /** For `weekly`. */
  readonly weekdays: readonly Weekday[];
  /** For `monthly`, `quarterly`, `yearly`: 1 to 31; where a month is shorter, its last day. */
  readonly dayOfMonth: number | null;
  /** 1 to 3 of the quarter, 1 to 12 of the year. */
  readonly month: number | null;
  readonly startsOn: LocalDate;
  /** The last day on which it may come round. */
  readonly endsOn: LocalDate | null;
}

const MONTHS = { monthly: 1, quarterly: 3, yearly: 12 } as const;
/** PostgreSQL and `LocalDate` go on; people do not plan beyond it. */
const LAST_YEAR = 9999;

/**
 * The first date by the rule after that day, before a day off moves it; null when there is none any more.
 *
 * @param after for `working_days` the date before, from which they are counted
 */
export function nextDate(rule: Recurrence, after: LocalDate, calendar: WorkingCalendar): LocalDate | null {
  const found = candidate(rule, after < rule.startsOn ? addDays(rule.startsOn, -1) : after, calendar);
  return found === null || (rule.endsOn !== null && found > rule.endsOn) ? null : found;
}

/** The dates by the rule after one day, up to and including another, at most `most` of them. */
export function datesBetween(
  rule: Recurrence,
  after: LocalDate,
  upTo: LocalDate,
  calendar: WorkingCalendar,
  most: number,
): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let at = nextDate(rule, after, calendar); at !== null && at <= upTo && dates.length < most;) {
    dates.push(at);
    at = nextDate(rule, at, calendar);
  }
  return dates;
}

/** The day on which it is due; null when it falls on a day off and is left out. */
export function dueOn(date: LocalDate, rule: DayOffRule, calendar: WorkingCalendar): LocalDate | null {
  if (rule === 'keep' || calendar.isWorkday(date)) return date;
  if (rule === 'skip') return null;
  return beyondRest(date, () =>
    rule === 'next' ? workdayOnOrAfter(calendar, date) : addWorkingDays(calendar, date, -1),
  );
}

function candidate(rule: Recurrence, after: LocalDate, calendar: WorkingCalendar): LocalDate | null {
  switch (rule.frequency) {
    case 'weekly':
      return inWeek(rule, after);
    case 'working_days':
      return afterWorkingDays(rule, after, calendar);
    case 'monthly':
    case 'quarterly':
    case 'yearly':
      return inMonth(rule, after, MONTHS[rule.frequency] * rule.every);
  }
}

/** Weeks begin on Monday, and are counted from the one in which it starts. */
function inWeek({ weekdays, every, startsOn }: Recurrence, after: LocalDate): LocalDate | null {
  const monday = addDays(startsOn, 1 - weekdayOf(startsOn));
  for (let day = addDays(after, 1), left = 7 * (every + 1); left > 0; left -= 1, day = addDays(day, 1)) {
    const week = Math.floor((dayNumber(day) - dayNumber(monday)) / 7);
    if (week % every === 0 && weekdays.includes(weekdayOf(day))) return day;
  }
  return null;
}

function inMonth(rule: Recurrence, after: LocalDate, step: number): LocalDate | null {
  const anchor = anchorOf(rule);
  // One step early: the date in the month of `after` may lie before or behind it.
  for (let step0 = Math.max(0, Math.floor((monthNumber(after) - anchor) / step) - 1); ; step0 += 1) {
    const date = dateIn(anchor + step0 * step, rule.dayOfMonth ?? 1);
    if (date === null || date > after) return date;
  }
}

/** The month, counted from year 0, from which the steps are counted. */
function anchorOf({ frequency, month, startsOn }: Recurrence): number {
  const start = monthNumber(startsOn);
  if (frequency === 'monthly') return start;
  const period = MONTHS[frequency === 'quarterly' ? 'quarterly' : 'yearly'];
  return start - (start % period) + (month ?? 1) - 1;
}

function dateIn(month: number, day: number): LocalDate | null {
  const [year, index] = [Math.floor(month / 12), month % 12];
  if (year > LAST_YEAR) return null;
  const last = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, index, Math.min(day, last))).toISOString().slice(0, 10);
}

function afterWorkingDays({ every, startsOn }: Recurrence, after: LocalDate, calendar: WorkingCalendar): LocalDate {
  if (after < startsOn) return beyondRest(startsOn, () => workdayOnOrAfter(calendar, startsOn));
  return beyondRest(addDays(after, every), () => addWorkingDays(calendar, after, every));
}

/** In a calendar that rests for years the rule's own day stands. */
function beyondRest(otherwise: LocalDate, find: () => LocalDate): LocalDate {
  try {
    return find();
  } catch (error) {
    if (error instanceof NoWorkday) return otherwise;
    throw error;
  }
}

function monthNumber(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function dayNumber(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
