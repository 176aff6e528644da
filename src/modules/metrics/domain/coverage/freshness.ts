import {
  addDays,
  addWorkingDays,
  localDateAt,
  type Period,
  startOfLocalDate,
  type WorkingCalendar,
} from '../../../../kernel/time/index.js';
import type { FreshnessCalendar } from '../metric-words.js';

/** Daily reports at T+1, weekly at T+3, monthly at T+5 (T-58); hours are reported with their day. */
const USUAL_DAYS: Record<Period, number> = { hour: 1, day: 1, week: 3, month: 5 };

/** The n of T+n. */
export function freshnessDaysOf({ freshnessDays, period }: { freshnessDays: number | null; period: Period }): number {
  return freshnessDays ?? USUAL_DAYS[period];
}

export interface Freshness {
  readonly days: number;
  readonly counted: FreshnessCalendar;
  readonly zone: string;
  /** For working days. */
  readonly calendar: WorkingCalendar;
}

/**
 * The instant from which on a period's value is late: T is the period's last day, and the value may come until the end of
 * day T+n.
 *
 * @param end of the period: the first instant after it
 */
export function lateFrom(end: Date, { days, counted, zone, calendar }: Freshness): Date {
  const last = localDateAt(new Date(end.getTime() - 1), zone);
  const due = counted === 'working' ? addWorkingDays(calendar, last, days) : addDays(last, days);
  return startOfLocalDate(addDays(due, 1), zone);
}
