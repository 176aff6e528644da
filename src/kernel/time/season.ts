import { Temporal } from 'temporal-polyfill';

import type { Period } from './period.js';

/** Periods in the season that values of this length usually follow; weeks follow the year, which few histories hold. */
export const SEASON_LENGTHS: Readonly<Record<Period, number | null>> = { hour: 24, day: 7, week: null, month: 12 };

/** Where in its season a period stands, from 0: the hour of the day, the day of the week from Monday, the month. */
export function placeInSeason(start: Date, period: Period, zone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone);
  switch (period) {
    case 'hour':
      return zoned.hour;
    case 'day':
      return zoned.dayOfWeek - 1;
    case 'week':
      return 0;
    case 'month':
      return zoned.month - 1;
  }
}
