import { mean } from '../../../statistics/summary.js';

export interface WindowValue {
  readonly label: string;
  readonly value: number;
}

export interface JudgedPeriod extends WindowValue {
  /** Distance from the mean of the window, as a share of it; null when that mean is 0 and the value is not. */
  readonly deviation: number | null;
  readonly inside: boolean;
}

export interface JudgedWindow {
  readonly periods: readonly JudgedPeriod[];
  /** Null without a period. */
  readonly mean: number | null;
  /** Share of the mean by which a period may stray. */
  readonly band: number;
  /** Closed periods that it takes. */
  readonly needed: number;
  /** Whether there are that many. */
  readonly complete: boolean;
  /** Whether there is a period and none strays. */
  readonly inside: boolean;
}

/** Rounding in sums of decimals must not push a period out that lies on the edge: 1.03 − 1 is 0.030000000000000027. */
const ROUNDING = 1e-9;

/**
 * How calm a metric is after full launch: T-34, "±3 % is normal", relative to the mean of the watch window itself
 * (requirements, decision 6), not to the baseline.
 *
 * @param band share of the mean, such as 0.03
 */
export function judgeWindow(values: readonly WindowValue[], band: number, needed: number): JudgedWindow {
  const middle = values.length === 0 ? null : mean(values.map(({ value }) => value));
  const periods = values.map(({ label, value }) => {
    const deviation = deviationFrom(middle ?? 0, value);
    return { label, value, deviation, inside: deviation !== null && Math.abs(deviation) <= band + ROUNDING };
  });
  return {
    periods,
    mean: middle,
    band,
    needed,
    complete: periods.length >= needed,
    inside: periods.length > 0 && periods.every(({ inside }) => inside),
  };
}

function deviationFrom(middle: number, value: number): number | null {
  if (value === middle) return 0;
  return middle === 0 ? null : (value - middle) / Math.abs(middle);
}
