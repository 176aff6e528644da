import type { Calibration, Series } from './series.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const THURSDAY = 3;

/**
 * Where in its season a period stands, from 0: the hour of the day, the hour of the week, the day of the week from Monday,
 * the month.
 *
 * @param local what the clocks show at its start, in milliseconds, written as if it were UTC
 * @param length places of the season: 24, 168, 7 or 12
 */
export function seasonPlace(local: number, length: number): number {
  switch (length) {
    case 24:
      return modulo(Math.floor(local / HOUR_MS), 24);
    case 168:
      return modulo(Math.floor(local / HOUR_MS) + 24 * THURSDAY, 168);
    case 7:
      return modulo(Math.floor(local / DAY_MS) + THURSDAY, 7);
    case 12:
      return new Date(local).getUTCMonth();
    default:
      throw new RangeError(`no season has ${length} places`);
  }
}

/** What the season adds to a period's value; 0 where none is taken out. */
export function seasonAt({ starts, localOf }: Series, at: number, calibration: Calibration | null): number {
  const seasonal = calibration?.seasonal;
  if (!seasonal) return 0;
  const start = starts[at] ?? 0;
  return seasonal[seasonPlace(localOf ? localOf(start) : start, seasonal.length)] ?? 0;
}

/** A period's value without its season; NaN for a gap. */
export function adjustedAt(series: Series, at: number, calibration: Calibration | null): number {
  return (series.values[at] ?? NaN) - seasonAt(series, at, calibration);
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
