import { Temporal } from 'temporal-polyfill';

import type { Period } from '../../../../kernel/time/index.js';
import { DAY_MS, type ZoneDays } from './zone-days.js';

// Year, month, day; then perhaps a time of day; then perhaps an offset. Seconds stop at 59: a leap second is no second
// that a database could store.
const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::([0-5]\d)(?:\.(\d{1,9}))?)?)?(?:(Z)|([+-])(\d{2}):(\d{2}))?$/;
const WEEK_LABEL = /^(\d{4})-W(\d{2})$/;
const MONTH_LABEL = /^\d{4}-\d{2}$/;

/** Before there were business metrics; PostgreSQL knows no year 0 either. */
const FIRST_YEAR = 1900;

/** What a text says about when: an instant, or a whole period by its label. */
export interface SaidTime {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The length of what was named, where it was more than an instant: `2026-11-03`, `2026-W45`, `2026-11`. */
  readonly named?: Exclude<Period, 'hour'>;
}

/**
 * The time a text names: `2011-07-01 00:00:01`, `2011-07-01T00:00:01+08:00`, or a period by its label. Without an offset
 * it is local to the zone; an hour that comes twice when clocks go back is the first of the two.
 *
 * @returns undefined when there is no such time: 30 February, 25 o'clock, or the hour that clocks skip
 */
export function pointTime(text: string, days: ZoneDays): SaidTime | undefined {
  const plain = plainTime(text, days);
  if (plain !== undefined) return { at: plain };
  const parts = TIME.exec(text);
  if (!parts) return labelled(text, days.zone);
  if (Number(parts[1]) < FIRST_YEAR) return undefined;
  const at = reckoned(parts, days) ?? calendarTime(text, parts, days.zone);
  if (at === undefined) return undefined;
  return parts[4] === undefined && parts[8] === undefined && parts[9] === undefined ? { at, named: 'day' } : { at };
}

/**
 * What most files are full of, without a pattern's many parts: `2011-07-01T00:00:01`, with a blank for the T, and with
 * `Z`, `.000Z` or nothing behind it. Undefined for all else, which is then looked at closely.
 */
function plainTime(text: string, days: ZoneDays): number | undefined {
  const { length } = text;
  if (length !== 19 && length !== 20 && length !== 24) return undefined;
  if (length === 20 && text[19] !== 'Z') return undefined;
  if (length === 24 && !text.endsWith('.000Z')) return undefined;
  const signs = text[4] === '-' && text[7] === '-' && text[13] === ':' && text[16] === ':';
  if (!signs || (text[10] !== 'T' && text[10] !== ' ')) return undefined;
  const year = digits(text, 0, 4);
  const [month, date] = [digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  // 28: every month has so many days; not-a-number fails every comparison.
  const fine = year >= FIRST_YEAR && month >= 1 && month <= 12 && date >= 1 && date <= 28;
  if (!fine || !(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const midnight = Date.UTC(year, month - 1, date);
  const local = midnight + ((hour * 60 + minute) * 60 + second) * 1_000;
  if (length > 19) return local;
  const offset = days.offsetOn(midnight / DAY_MS);
  return offset === undefined ? undefined : local - offset;
}

/** The number that stands there; NaN for anything but digits. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** By arithmetic, where that is safe. */
function reckoned(parts: RegExpExecArray, days: ZoneDays): number | undefined {
  const [, year, month, date, hour = '0', minute = '0', second = '0', fraction = '', utc, sign, ahead, aheadMinutes] =
    parts;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  // 30 February would have become 1 or 2 March.
  if (new Date(midnight).getUTCDate() !== Number(date) || month === '00' || Number(month) > 12) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1_000;
  const local = midnight + clock + (fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000));
  if (utc) return local;
  if (sign) {
    if (Number(ahead) > 23 || Number(aheadMinutes) > 59) return undefined;
    const offset = (Number(ahead) * 60 + Number(aheadMinutes)) * 60_000;
    return sign === '-' ? local + offset : local - offset;
  }
  const offset = days.offsetOn(midnight / DAY_MS);
  return offset === undefined ? undefined : local - offset;
}

/** By the calendar, for what arithmetic leaves over: days on which clocks change, and times that do not exist. */
function calendarTime(text: string, parts: RegExpExecArray, zone: string): number | undefined {
  if (parts[8] !== undefined || parts[9] !== undefined) return undefined;
  try {
    const plain = Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' });
    const zoned = plain.toZonedDateTime(zone);
    return zoned.toPlainDateTime().equals(plain) ? zoned.epochMilliseconds : undefined;
  } catch {
    return undefined;
  }
}

function labelled(text: string, zone: string): SaidTime | undefined {
  try {
    const [, year, week] = WEEK_LABEL.exec(text) ?? [];
    if (year !== undefined && week !== undefined) {
      const monday = mondayOf(Number(year), Number(week));
      return monday && { at: monday.toZonedDateTime(zone).epochMilliseconds, named: 'week' };
    }
    if (!MONTH_LABEL.test(text) || Number(text.slice(0, 4)) < FIRST_YEAR) return undefined;
    const first = Temporal.PlainDate.from(`${text}-01`, { overflow: 'reject' });
    return { at: first.toZonedDateTime(zone).epochMilliseconds, named: 'month' };
  } catch {
    return undefined;
  }
}

/** The first week of a year is the one with 4 January (ISO 8601). */
function mondayOf(year: number, week: number): Temporal.PlainDate | undefined {
  if (year < FIRST_YEAR || week < 1) return undefined;
  const fourth = new Temporal.PlainDate(year, 1, 4);
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: week - 1 });
  return monday.yearOfWeek === year ? monday : undefined;
}
