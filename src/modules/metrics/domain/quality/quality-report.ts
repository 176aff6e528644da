import type { Period } from '../../../../kernel/time/index.js';

/** With fewer values beside it no mean says anything. */
export const FEWEST_VALUES = 5;
/** How many periods before and after an upload it is compared with. */
export const NEIGHBOUR_PERIODS = 100;
/** As many single findings as are told and proposed to be cleaned; the count is that of all. */
export const FINDINGS_SHOWN = 1_000;

export const NOMINAL_MS: Record<Period, number> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 31 * 86_400_000,
};

export interface Outlier {
  readonly series: string;
  readonly start: string;
  readonly label: string;
  readonly value: number;
  /** Of the other values of its series around the upload, without their signs. */
  readonly mean: number;
}

export interface Gap {
  readonly series: string;
  /** First and last missing period. */
  readonly first: string;
  readonly last: string;
  readonly periods: number;
}

export interface SuspectedUnit {
  readonly series: string;
  /** Medians of the upload and of the periods around it. */
  readonly median: number;
  readonly medianAround: number;
  /** What one seems to have been multiplied by: 100 for percent instead of fractions, 10,000 for 万. */
  readonly factor: number;
}

/** What was found in an upload after it was loaded. */
export interface QualityReport {
  readonly received: number;
  /** Rows that repeated one before them. */
  readonly duplicates: number;
  readonly outliers: { readonly count: number; readonly first: readonly Outlier[] };
  readonly gaps: { readonly count: number; readonly periods: number; readonly first: readonly Gap[] };
  readonly units: readonly SuspectedUnit[];
  readonly outOfWindow: {
    readonly count: number;
    readonly days: number;
    readonly first: string | null;
    readonly last: string | null;
  };
}

/** Per cent, per mille, 千, 万: by what units are usually mistaken for one another. */
const FACTORS = [100, 1_000, 10_000, 1 / 100, 1 / 1_000, 1 / 10_000];
/** A median moves by less than this between one upload and the next unless something is wrong. */
const TOLERANCE = 1.25;

/** The factor by which two medians seem to differ in their unit; undefined when they do not. */
export function unitFactor(median: number, medianAround: number): number | undefined {
  if (!(median > 0) || !(medianAround > 0)) return undefined;
  const ratio = median / medianAround;
  return FACTORS.find((factor) => ratio <= factor * TOLERANCE && ratio >= factor / TOLERANCE);
}
