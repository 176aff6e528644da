import type { Chart, RuleSettings } from './rule-settings.js';
import { TRIAL_PERIODS } from './rule-words.js';

/** A metric that may be a ratio of two others of the dictionary. */
export interface PerhapsRatio {
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface Ratio extends PerhapsRatio {
  readonly numerator: string;
  readonly denominator: string;
}

export function isRatio<Metric extends PerhapsRatio>(metric: Metric): metric is Metric & Ratio {
  return metric.numerator !== null && metric.denominator !== null;
}

/** Whether a rule has to know what the values of its metric are out of. */
export function asksForSizes(
  { minimumVolume, chart }: Pick<RuleSettings, 'minimumVolume' | 'chart'>,
  metric: PerhapsRatio,
): boolean {
  return isRatio(metric) && (minimumVolume !== null || isRatioChart(chart));
}

/** Charts whose limits follow what each period is out of. */
export function isRatioChart(chart: Chart | null): chart is 'p' | 'u' {
  return chart === 'p' || chart === 'u';
}

/** What a ratio of 1 is in a metric's unit: a ratio in % is a hundred times its quotient. */
export function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1;
}

/** One period of a ratio: so many of so many. */
export interface Counted {
  readonly count: number;
  readonly size: number;
}

/**
 * The chart that fits what a ratio counts: shares of a whole (`p`), or occurrences that may be more than their units
 * (`u`). Undefined where it counts nothing: amounts of money, means, or too few periods to know.
 */
export function chartFor(periods: readonly Counted[]): 'p' | 'u' | undefined {
  const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (periods.length < TRIAL_PERIODS || !periods.every(({ count, size }) => isCount(count) && isCount(size))) return;
  return periods.every(({ count, size }) => count <= size) ? 'p' : 'u';
}
