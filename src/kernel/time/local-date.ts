import { Temporal } from 'temporal-polyfill';

/** A calendar day without a time or zone, as `YYYY-MM-DD`. Compares as text. */
export type LocalDate = string;

/** Whether the text names a day that exists: `2026-02-30` does not, and nothing does in the year 0. */
export function isLocalDate(text: string): boolean {
  // Temporal counts a year 0 (ISO 8601); PostgreSQL has none and could not store it.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Whether the text is an IANA time zone this runtime knows. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The day it is in `zone` at `instant`. */
export function localDateAt(instant: Date, zone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The first instant of that day in `zone` (not always midnight: some zones skip it when clocks change). */
export function startOfLocalDate(date: LocalDate, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}
