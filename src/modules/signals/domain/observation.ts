/** One closed period of a series, whether or not it has a value. */
export interface Observation {
  readonly start: Date;
  /** `2026-11-03`, `2026-W45` */
  readonly label: string;
  /** In the metric's unit. */
  readonly value: number | null;
  /** What a count is out of, in charts of shares and rates. */
  readonly size: number | null;
  /** So many of `size`: of a ratio its numerator, of another metric its value. */
  readonly count: number | null;
  /** What charts of shares and rates draw: of a ratio its value in its unit, of another metric count by size. */
  readonly rate: number | null;
  /** Where in its season the period stands, from 0. */
  readonly place: number;
}

/** The observations that can be drawn, with their values. */
export function valuesIn(observations: readonly Observation[]): number[] {
  return observations.flatMap(({ value }) => (value === null ? [] : [value]));
}

/** A rate and what it is out of. */
export interface SizedRate {
  readonly rate: number;
  readonly size: number;
}

/** The periods whose rate is known, and out of something. */
export function ratesIn(observations: readonly Observation[]): SizedRate[] {
  return observations.flatMap(({ rate, size }) => (rate === null || !size ? [] : [{ rate, size }]));
}
