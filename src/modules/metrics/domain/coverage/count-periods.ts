import { daysBetween, localDateAt, type Period } from '../../../../kernel/time/index.js';

const HOUR_MS = 3_600_000;

/** How many periods lie from one period's start to another's, in the zone. */
export function countPeriods(from: Date, to: Date, period: Period, zone: string): number {
  if (to <= from) return 0;
  if (period === 'hour') return Math.round((to.getTime() - from.getTime()) / HOUR_MS);
  const [first, last] = [localDateAt(from, zone), localDateAt(to, zone)];
  switch (period) {
    case 'day':
      return daysBetween(first, last);
    case 'week':
      return Math.round(daysBetween(first, last) / 7);
    case 'month':
      return monthOf(last) - monthOf(first);
  }
}

function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
