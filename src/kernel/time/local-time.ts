import { Temporal } from 'temporal-polyfill';

import type { LocalDate } from './local-date.js';

/** A time of day without a date or zone, as `HH:MM`, 00:00 to 23:59. Compares as text. */
export type LocalTime = string;

export const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What clocks in `zone` show at `instant`, to the minute. */
export function localTimeAt(instant: Date, zone: string): LocalTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/**
 * The instants at which clocks in `zone` show that time on that day, in order: one, or two of which they are equal unless
 * the hour comes twice. A time that is skipped when clocks go forward is the same way past the change as it would have
 * been before (02:30 becomes 03:30).
 */
export function instantsOfLocalTime(date: LocalDate, time: LocalTime, zone: string): readonly [Date, Date] {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const first = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
  return [new Date(first), new Date(later)];
}
