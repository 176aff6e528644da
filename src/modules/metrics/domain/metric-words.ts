/** Which way is better. */
export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How the points of a metric join into one value of a longer period. */
export const AGGREGATIONS = ['mean', 'sum', 'last'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** What a metric speaks of: 效率, 效果, 质量 (C-13). */
export const METRIC_CLASSES = ['efficiency', 'effect', 'quality'] as const;
export type MetricClass = (typeof METRIC_CLASSES)[number];

/** In which days T+n is counted. */
export const FRESHNESS_CALENDARS = ['calendar', 'working'] as const;
export type FreshnessCalendar = (typeof FRESHNESS_CALENDARS)[number];

/** What is done about a value that cannot be right (T-52): leave it out, or put the median in its place. */
export const CLEANING_ACTIONS = ['exclude', 'median'] as const;
export type CleaningAction = (typeof CLEANING_ACTIONS)[number];
/** A gap can only be filled. */
export const GAP_ACTIONS = ['median'] as const;
export type GapAction = (typeof GAP_ACTIONS)[number];

export const METRIC_CODE = /^[a-z0-9][a-z0-9_.-]{0,99}$/;

/** What may be said about a metric, and corrected later. */
export interface MetricFields {
  readonly name: string;
  readonly nameZh?: string | null;
  /** What is counted and what is not: "orderers divided by UV, not payers". */
  readonly definition?: string | null;
  readonly unit: string;
  readonly direction: Direction;
  readonly aggregation: Aggregation;
  readonly class?: MetricClass | null;
  readonly scene?: string | null;
  readonly ownerId?: string | null;
  readonly source?: string | null;
  /** T+n: the days after a period's end until its value is there. */
  readonly freshnessDays?: number | null;
  readonly freshnessCalendar?: FreshnessCalendar;
  /** Whether it counts towards the coverage of core metrics (D-01). */
  readonly core?: boolean;
  /** What every period is expected to reach; null where nobody has said. */
  readonly target?: number | null;
  /** What the industry reaches on average. */
  readonly benchmark?: number | null;
  /** Codes of the two metrics it is the ratio of. */
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  /** Computed from other metrics: `traffic × conversion × order_value`. */
  readonly formula?: string | null;
  readonly dimensions?: readonly string[];
  /** Standing rules: what is done with an outlier or a gap without asking. */
  readonly outlierRule?: CleaningAction | null;
  readonly gapRule?: GapAction | null;
}

/** A change to any of these makes another metric of it in all but code, and so a new version of its definition. */
export const DEFINING = [
  'definition',
  'unit',
  'direction',
  'aggregation',
  'numerator',
  'denominator',
  'formula',
  'dimensions',
] as const satisfies readonly (keyof MetricFields)[];
