import { Temporal } from 'temporal-polyfill';

// Year, month, day; then perhaps a time of day; then perhaps an offset. Seconds stop at 59: a leap second is no second
// that a database could store.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::[0-5]\d(?:\.\d{1,9})?)?))?(Z|[+-]\d{2}:\d{2})?$/;

/** Before there were business metrics; PostgreSQL knows no year 0 either. */
const FIRST_YEAR = 1900;

/**
 * The instant a text names: `2011-07-01 00:00:01`, `2011-07-01T00:00:01+08:00`, `2011-07-01`. Without an offset it is
 * local to `zone`; an hour that comes twice when clocks go back is the first of the two.
 *
 * @returns undefined when there is no such time: 30 February, 25 o'clock, or the hour that clocks skip
 */
export function pointTime(text: string, zone: string): Date | undefined {
  const [, date, time = '00:00', offset] = TIME.exec(text) ?? [];
  if (date === undefined || Number(date.slice(0, 4)) < FIRST_YEAR) return undefined;
  try {
    const at = offset ? Temporal.Instant.from(`${date}T${time}${offset}`) : localInstant(`${date}T${time}`, zone);
    return at && new Date(at.epochMilliseconds);
  } catch {
    return undefined;
  }
}

function localInstant(text: string, zone: string): Temporal.Instant | undefined {
  const plain = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  const zoned = plain.toZonedDateTime(zone);
  return zoned.toPlainDateTime().equals(plain) ? zoned.toInstant() : undefined;
}
