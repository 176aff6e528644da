import { Temporal } from 'temporal-polyfill';

import { type Period, startOfPeriod } from '../../../../kernel/time/index.js';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Local days of one zone as arithmetic. Millions of points lie on a few thousand days, so the zone's offset is looked up
 * once a day; days on which clocks change are left to the calendar itself.
 */
export class ZoneDays {
  /** By days since 1970-01-01; null where clocks change. */
  private readonly offsets = new Map<number, number | null>();

  constructor(readonly zone: string) {}

  /** Milliseconds by which the local time of that day is ahead of UTC; undefined when they are not the same all day. */
  offsetOn(day: number): number | undefined {
    let offset = this.offsets.get(day);
    if (offset === undefined) this.offsets.set(day, (offset = this.lookUp(day)));
    return offset ?? undefined;
  }

  /** First instant of the period that holds the instant, both in milliseconds since 1970. */
  startOf(instant: number, period: Period): number {
    return this.reckon(instant, period) ?? startOfPeriod(new Date(instant), period, this.zone).getTime();
  }

  private reckon(instant: number, period: Period): number | undefined {
    const offset = this.offsetAt(instant);
    if (offset === undefined) return undefined;
    const local = instant + offset;
    if (period === 'hour') return Math.floor(local / HOUR_MS) * HOUR_MS - offset;
    const first = firstDayOf(Math.floor(local / DAY_MS), period);
    const firstOffset = this.offsetOn(first);
    return firstOffset === undefined ? undefined : first * DAY_MS - firstOffset;
  }

  private offsetAt(instant: number): number | undefined {
    const day = Math.floor(instant / DAY_MS);
    const offset = this.offsetOn(day);
    if (offset === undefined) return undefined;
    const localDay = Math.floor((instant + offset) / DAY_MS);
    // The local day may be the next or the last, and its clocks may have changed at midnight.
    return localDay === day || this.offsetOn(localDay) === offset ? offset : undefined;
  }

  private lookUp(day: number): number | null {
    const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
    const start = date.toZonedDateTime(this.zone);
    const next = date.add({ days: 1 }).toZonedDateTime(this.zone);
    const whole = start.hour === 0 && start.minute === 0 && start.offsetNanoseconds === next.offsetNanoseconds;
    return whole ? start.offsetNanoseconds / 1e6 : null;
  }
}

function firstDayOf(day: number, period: 'day' | 'week' | 'month'): number {
  switch (period) {
    case 'day':
      return day;
    case 'week':
      // 1970-01-01 was a Thursday, and weeks begin on Monday.
      return day - ((((day + 3) % 7) + 7) % 7);
    case 'month':
      return day - (new Date(day * DAY_MS).getUTCDate() - 1);
  }
}
