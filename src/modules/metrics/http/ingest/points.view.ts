import type { Page } from '../../../../platform/database/index.js';
import type { BatchRow } from '../../queries/list-batches.query.js';
import type { RestatementRow } from '../../queries/list-restatements.query.js';

export class PointsRecordedView {
  /** Rows that were sent. */
  received!: number;
  inserted!: number;
  changed!: number;
  unchanged!: number;
  /** Null when nothing was new. */
  batchId!: string | null;
}

export class BatchView {
  id!: string;
  /** `json`, `ndjson`, `csv` or `xlsx`. */
  format!: string;
  received!: number;
  inserted!: number;
  changed!: number;
  /** Rows that repeated one before them. */
  duplicates!: number;
  firstStart!: string;
  lastStart!: string;
  recordedAt!: string;
  /** Null when the product itself brought them. */
  recordedBy!: string | null;

  static of({ firstStart, lastStart, recordedAt, ...shown }: BatchRow): BatchView {
    return {
      ...shown,
      firstStart: firstStart.toISOString(),
      lastStart: lastStart.toISOString(),
      recordedAt: recordedAt.toISOString(),
    };
  }
}

export class BatchPageView {
  rows!: BatchView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<BatchRow>): BatchPageView {
    return { rows: rows.map((row) => BatchView.of(row)), nextCursor };
  }
}

export class RestatementView {
  start!: string;
  label!: string;
  /** Key of the segment; empty for the metric as a whole. */
  series!: string;
  oldValue!: number;
  newValue!: number;
  oldRecordedAt!: string;
  oldRecordedBy!: string | null;
  restatedAt!: string;
  restatedBy!: string | null;
  /** The upload that restated it. */
  batchId!: string;
}

export class RestatementPageView {
  rows!: RestatementView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<RestatementRow>): RestatementPageView {
    return {
      rows: rows.map(({ start, oldRecordedAt, restatedAt, ...shown }) => ({
        ...shown,
        start: start.toISOString(),
        oldRecordedAt: oldRecordedAt.toISOString(),
        restatedAt: restatedAt.toISOString(),
      })),
      nextCursor,
    };
  }
}
