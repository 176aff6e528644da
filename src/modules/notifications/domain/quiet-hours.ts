import { addDays, instantsOfLocalTime, localDateAt, type LocalTime, localTimeAt } from '../../../kernel/time/index.js';

/** When no letter is sent, by the person's own clock. `until` is the first minute that is not quiet any more. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly until: LocalTime;
}

/** Whether it is quiet; from 22:00 until 07:00 is quiet over midnight. */
export function isQuiet(instant: Date, quiet: QuietHours | null, zone: string): boolean {
  if (quiet === null) return false;
  const { from, until } = quiet;
  const time = localTimeAt(instant, zone);
  return from < until ? from <= time && time < until : time >= from || time < until;
}

/** The instant itself, or the end of the quiet hours that it falls into. */
export function outsideQuiet(instant: Date, quiet: QuietHours | null, zone: string): Date {
  return quiet !== null && isQuiet(instant, quiet, zone) ? nextAt(instant, quiet.until, zone) : instant;
}

/**
 * The first instant after this one at which a digest is sent. Where the clocks change, the day has one all the same: of an
 * hour that comes twice the first is taken, and a skipped one is made up for after the change.
 */
export function nextDigest(after: Date, digestAt: LocalTime, zone: string): Date {
  const today = localDateAt(after, zone);
  const candidates = [today, addDays(today, 1)].map((day) => instantsOfLocalTime(day, digestAt, zone)[0]);
  return candidates.find((candidate) => candidate > after) ?? instantsOfLocalTime(addDays(today, 2), digestAt, zone)[0];
}

// Quiet hours that end in an hour that comes twice end the second time for who asks in between.
function nextAt(after: Date, time: LocalTime, zone: string): Date {
  const today = localDateAt(after, zone);
  const candidates = [today, addDays(today, 1)].flatMap((day) => instantsOfLocalTime(day, time, zone));
  return candidates.find((candidate) => candidate > after) ?? after;
}
