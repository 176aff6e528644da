import { endOfPeriod, type Period, startOfPeriod } from '../../../kernel/time/index.js';

/** Start of the first period that begins at or after the instant, so that a range never holds half a period. */
export function firstPeriodFrom(instant: Date, period: Period, zone: string): Date {
  const start = startOfPeriod(instant, period, zone);
  return start.getTime() === instant.getTime() ? start : endOfPeriod(instant, period, zone);
}
