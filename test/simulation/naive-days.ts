import type { Day, Instant, Zone } from './script.js';

const FORMATS = new Map<Zone, Intl.DateTimeFormat>();

/** What the calendar on the wall shows there at that instant. */
export function dayThere(at: Instant, zone: Zone): Day {
  let format = FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    FORMATS.set(zone, format);
  }
  return format.format(new Date(at));
}

export function nextDay(day: Day): Day {
  return shifted(day, 1);
}

export function dayBefore(day: Day): Day {
  return shifted(day, -1);
}

/** Calendar days later, or earlier when negative. */
export function shifted(day: Day, days: number): Day {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** 1 is Monday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

/** Whether somebody works on a day. */
export type Works = (day: Day) => boolean;

/** The day, or the first worked one after it. */
export function orNextWorked(works: Works, day: Day): Day {
  let at = day;
  while (!works(at)) at = nextDay(at);
  return at;
}

export function workedAfter(works: Works, day: Day): Day {
  return orNextWorked(works, nextDay(day));
}

export function workedBefore(works: Works, day: Day): Day {
  let at = dayBefore(day);
  while (!works(at)) at = dayBefore(at);
  return at;
}

/** So many worked days later, one by one. */
export function workedDaysLater(works: Works, day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = workedAfter(works, at);
  return at;
}

/** How many days are worked after the first up to and with the last. */
export function countWorked(works: Works, after: Day, upTo: Day): number {
  let count = 0;
  for (let at = nextDay(after); at <= upTo; at = nextDay(at)) if (works(at)) count += 1;
  return count;
}

const BEGINNINGS = new Map<string, Instant>();
const QUARTER_HOUR_MS = 900_000;

/** The first instant of a day there, found by looking at the wall every quarter of an hour. */
export function dayBegins(day: Day, zone: Zone): Instant {
  const key = `${day} ${zone}`;
  let begins = BEGINNINGS.get(key);
  if (begins === undefined) {
    let at = Date.parse(`${dayBefore(day)}T00:00:00Z`);
    while (dayThere(new Date(at).toISOString(), zone) < day) at += QUARTER_HOUR_MS;
    begins = new Date(at).toISOString();
    BEGINNINGS.set(key, begins);
  }
  return begins;
}
