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

/** What a ratio of 1 is in a metric's unit: a ratio in % is a hundred times its quotient. */
export function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1;
}
