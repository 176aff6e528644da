/** One closed period of a series, whether or not it has a value. */
export interface Observation {
  readonly start: Date;
  /** `2026-11-03`, `2026-W45` */
  readonly label: string;
  readonly value: number | null;
  /** What a count is out of, in charts of shares and rates. */
  readonly size: number | null;
  /** Where in its season the period stands, from 0. */
  readonly place: number;
}

/** The observations that can be drawn, with their values. */
export function valuesIn(observations: readonly Observation[]): number[] {
  return observations.flatMap(({ value }) => (value === null ? [] : [value]));
}
