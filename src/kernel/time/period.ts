import { Temporal } from 'temporal-polyfill';

/** The lengths a metric can be reported in. Weeks start on Monday (ISO 8601). */
export const PERIODS = ['hour', 'day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** The first instant of the period that contains `instant`, in `zone`. */
export function startOfPeriod(instant: Date, period: Period, zone: string): Date {
  return new Date(startZoned(instant, period, zone).epochMilliseconds);
}

/** The first instant after the period that contains `instant`: the period is closed from then on. */
export function endOfPeriod(instant: Date, period: Period, zone: string): Date {
  return new Date(startZoned(instant, period, zone).add(DURATIONS[period]).epochMilliseconds);
}

/** Whether `longer` holds `shorter` whole: a day holds hours; a month does not hold weeks. */
export function holds(longer: Period, shorter: Period): boolean {
  if (longer === 'month' && shorter === 'week') return false;
  return PERIODS.indexOf(longer) >= PERIODS.indexOf(shorter);
}

/** How a lead names the period: `2026-11-03`, `2026-W45`, `2026-11`, `2026-11-03 14:00`. */
export function periodLabel(instant: Date, period: Period, zone: string): string {
  const start = startZoned(instant, period, zone);
  const date = start.toPlainDate();
  switch (period) {
    case 'hour':
      return `${date.toString()} ${start.toPlainTime().toString({ smallestUnit: 'minute' })}`;
    case 'day':
      return date.toString();
    case 'week':
      return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
    case 'month':
      return date.toPlainYearMonth().toString();
  }
}

const DURATIONS = { hour: { hours: 1 }, day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

function startZoned(instant: Date, period: Period, zone: string): Temporal.ZonedDateTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  switch (period) {
    case 'hour':
      return zoned.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    case 'day':
      return zoned.startOfDay();
    case 'week':
      return zoned.subtract({ days: zoned.dayOfWeek - 1 }).startOfDay();
    case 'month':
      return zoned.with({ day: 1 }).startOfDay();
  }
}
