/** Which way is better. */
export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How the points of a metric join into one value of a longer period. */
export const AGGREGATIONS = ['mean', 'sum', 'last'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export const METRIC_CODE = /^[a-z0-9][a-z0-9_.-]{0,99}$/;

/** What may be said about a metric, and corrected later. */
export interface MetricFields {
  readonly name: string;
  readonly nameZh?: string | null;
  readonly unit: string;
  readonly direction: Direction;
  readonly aggregation: Aggregation;
  /** What every period is expected to reach; null where nobody has said. */
  readonly target?: number | null;
}
