import type { Page } from '../../../../platform/database/index.js';
import type { MetricCleaning } from '../../persistence/metric-cleaning.entity.js';
import type { CleaningRow, QualityShown } from '../../queries/quality.query.js';

class OutlierView {
  /** Key of the segment; empty for the metric as a whole. */
  series!: string;
  start!: string;
  label!: string;
  value!: number;
  /** Of the other values around the upload, without their signs. */
  mean!: number;
}

class OutliersView {
  count!: number;
  first!: OutlierView[];
}

class GapView {
  series!: string;
  first!: string;
  last!: string;
  periods!: number;
}

class GapsView {
  count!: number;
  /** Missing in those that are told. */
  periods!: number;
  first!: GapView[];
}

class SuspectedUnitView {
  series!: string;
  median!: number;
  medianAround!: number;
  /** 100 for percent instead of fractions, 10,000 for 万. */
  factor!: number;
}

class OutOfWindowView {
  count!: number;
  days!: number;
  first!: string | null;
  last!: string | null;
}

class QualityReportView {
  received!: number;
  /** Rows that repeated one before them. */
  duplicates!: number;
  outliers!: OutliersView;
  gaps!: GapsView;
  units!: SuspectedUnitView[];
  outOfWindow!: OutOfWindowView;

  static of({ outliers, gaps, units, ...shown }: NonNullable<QualityShown['report']>): QualityReportView {
    return {
      ...shown,
      outliers: { ...outliers, first: [...outliers.first] },
      gaps: { ...gaps, first: [...gaps.first] },
      units: [...units],
    };
  }
}

export class QualityView {
  batchId!: string;
  /** Null until the report is written, some seconds after the upload. */
  judgedAt!: string | null;
  report!: QualityReportView | null;

  static of({ batchId, judgedAt, report }: QualityShown): QualityView {
    const told = report && QualityReportView.of(report);
    return { batchId, judgedAt: judgedAt?.toISOString() ?? null, report: told };
  }
}

export class CleaningView {
  id!: string;
  batchId!: string;
  /** Key of the segment; empty for the metric as a whole. */
  series!: string;
  start!: string;
  /** `outlier` or `gap`. */
  finding!: string;
  /** `proposed`, `applied`, `declined`, `undone` or `superseded`. */
  state!: string;
  /** `exclude` or `median`. */
  action!: string | null;
  median!: number | null;
  /** As it arrived; null for a gap. */
  rawValue!: number | null;
  proposedAt!: string;
  reason!: string | null;
  decidedAt!: string | null;
  /** Null when a standing rule decided. */
  decidedBy!: string | null;

  static of(shown: Omit<MetricCleaning, 'workspaceId' | 'metricId'>): CleaningView {
    const { id, batchId, finding, state, action, median, rawValue, reason, decidedBy } = shown;
    return {
      ...{ id, batchId, series: shown.dimensionKey, start: shown.periodStart.toISOString(), finding, state, action },
      ...{ median, rawValue, reason, decidedBy },
      proposedAt: shown.proposedAt.toISOString(),
      decidedAt: shown.decidedAt?.toISOString() ?? null,
    };
  }
}

export class LabelledCleaningView extends CleaningView {
  label!: string;
}

export class CleaningPageView {
  rows!: LabelledCleaningView[];
  nextCursor!: string | null;

  static page({ rows, nextCursor }: Page<CleaningRow>): CleaningPageView {
    return { rows: rows.map((row) => ({ ...CleaningView.of(row), label: row.label })), nextCursor };
  }
}

export class CleanedView {
  /** How many proposals were applied. */
  applied!: number;
}
