import type { Page } from '../../../platform/database/index.js';
import type { PointRow } from '../queries/list-points.query.js';
import type { MetricShown } from '../queries/metrics.query.js';

export class MetricView {
  id!: string;
  code!: string;
  name!: string;
  nameZh!: string | null;
  unit!: string;
  /** `up` or `down`: which way is better. */
  direction!: string;
  /** `hour`, `day`, `week` or `month`. */
  period!: string;
  /** `mean`, `sum` or `last`. */
  aggregation!: string;
  target!: number | null;
  createdAt!: string;
  changedAt!: string;
  version!: number;

  static of({ workspaceId: _workspace, createdAt, changedAt, ...shown }: MetricShown): MetricView {
    return { ...shown, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
  }
}

export class MetricPageView {
  rows!: MetricView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<MetricShown>): MetricPageView {
    return { rows: rows.map((row) => MetricView.of(row)), nextCursor };
  }
}

export class PointView {
  start!: string;
  label!: string;
  value!: number;
  /** How many points it was made of. */
  points!: number;
  /** Whether the period is over. */
  closed!: boolean;
}

export class PointPageView {
  rows!: PointView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<PointRow>): PointPageView {
    return { rows: rows.map((row) => ({ ...row, start: row.start.toISOString() })), nextCursor };
  }
}
