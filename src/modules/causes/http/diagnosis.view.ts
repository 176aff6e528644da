import type { CauseRow } from '../queries/list-causes.query.js';
import type { DataSourceRow } from '../queries/list-data-sources.query.js';

export class DataSourceView {
  id!: string;
  cycle!: number;
  name!: string;
  kind!: string;
  rangeFrom!: string;
  rangeTo!: string;
  comparison!: string;
  comparisonNote!: string | null;
  cleaning!: string | null;
  dropped!: boolean;
  droppedReason!: string | null;
  createdBy!: string | null;
  createdByName!: string | null;
  createdAt!: string;
  version!: number;

  static of(row: DataSourceRow): DataSourceView {
    return { ...row, createdAt: row.createdAt.toISOString() };
  }
}

export class CauseView {
  id!: string;
  cycle!: number;
  parentId!: string | null;
  method!: string;
  /** As it was first stated. */
  hypothesis!: string;
  statement!: string;
  problemModule!: string | null;
  metricPerformance!: string | null;
  dataSourceId!: string | null;
  dataSourceName!: string | null;
  verificationMethod!: string | null;
  evidence!: string | null;
  /** Share of the loss it explains, 0 to 1. */
  impactShare!: number | null;
  state!: string;
  decidedBy!: string | null;
  decidedByName!: string | null;
  decidedAt!: string | null;
  createdBy!: string | null;
  createdByName!: string | null;
  createdAt!: string;
  version!: number;

  static of(row: CauseRow): CauseView {
    return { ...row, decidedAt: row.decidedAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
  }
}

/** A cause in its tree: the list is in the order in which the tree is drawn. */
export class CauseInTreeView extends CauseView {
  /** 0 for a root. */
  depth!: number;

  static override of(row: CauseRow & { depth: number }): CauseInTreeView {
    return { ...CauseView.of(row), depth: row.depth };
  }
}
