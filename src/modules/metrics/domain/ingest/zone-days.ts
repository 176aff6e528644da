import { Temporal } from 'temporal-polyfill';

import { type Period, startOfPeriod } from '../../../../kernel/time/index.js';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days since 1970-01-01, from the first to the last, that begin at midnight and have the same offset all day. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  /** In milliseconds; null for a day on which clocks change. */
  readonly offset: number | null;
}

/**
 * Local days of one zone as arithmetic. Millions of points lie between two changes of the clocks, so the zone is asked
 * once for each such stretch; days on which clocks change are left to the calendar itself.
 */
export class ZoneDays {
  private readonly stretches: Stretch[] = [];
  private latest: Stretch | undefined;

  constructor(readonly zone: string) {}

  /** Milliseconds by which the local time of that day is ahead of UTC; undefined when they are not the same all day. */
  offsetOn(day: number): number | undefined {
    if (this.latest === undefined || !isIn(this.latest, day)) this.latest = this.stretchOf(day);
    return this.latest.offset ?? undefined;
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

  private stretchOf(day: number): Stretch {
    const known = this.stretches.find((stretch) => isIn(stretch, day));
    if (known !== undefined) return known;
    const made = this.lookUp(day);
    this.stretches.push(made);
    return made;
  }

  private lookUp(day: number): Stretch {
    const start = Temporal.PlainDate.from('1970-01-01').add({ days: day }).toZonedDateTime(this.zone);
    const offset = offsetIn(start);
    // A change in the very instant in which the day begins comes before it.
    const began = start.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    const ends = start.getTimeZoneTransition('next');
    const before = began ? offsetIn(began.subtract({ milliseconds: 1 })) : offset;
    // Local times that are skipped or come twice lie between the old and the new offset.
    const first = began ? Math.ceil((began.epochMilliseconds + Math.max(before, offset)) / DAY_MS) : -Infinity;
    const last = ends ? Math.floor((ends.epochMilliseconds + Math.min(offset, offsetIn(ends))) / DAY_MS) - 1 : Infinity;
    const stretch = { first, last, offset };
    return isIn(stretch, day) ? stretch : { first: day, last: day, offset: null };
  }
}

function isIn({ first, last }: Stretch, day: number): boolean {
  return day >= first && day <= last;
}

function offsetIn(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 1e6;
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
