import type { RuleSettings } from './rule-settings.js';

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
export function asksForSizes({ minimumVolume }: Pick<RuleSettings, 'minimumVolume'>, metric: PerhapsRatio): boolean {
  return isRatio(metric) && minimumVolume !== null;
}
