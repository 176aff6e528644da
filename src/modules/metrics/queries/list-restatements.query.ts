import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { periodLabel } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { Metrics } from './metrics.query.js';

export interface RestatementRow {
  readonly start: Date;
  readonly label: string;
  readonly series: string;
  readonly oldValue: number;
  readonly newValue: number;
  readonly oldRecordedAt: Date;
  readonly oldRecordedBy: string | null;
  readonly restatedAt: Date;
  readonly restatedBy: string | null;
  readonly batchId: string;
}

const RESTATEMENTS = `
  SELECT r.period_start AS start, r.dimension_key AS series, r.old_value AS "oldValue", r.new_value AS "newValue",
         r.old_recorded_at AS "oldRecordedAt", old.recorded_by AS "oldRecordedBy", r.restated_at AS "restatedAt",
         new.recorded_by AS "restatedBy", r.batch_id AS "batchId"
  FROM metric_restatements r
  JOIN metric_batches new ON new.id = r.batch_id LEFT JOIN metric_batches old ON old.id = r.old_batch_id
  WHERE r.metric_id = $1 AND r.workspace_id = $2`;
const ORDER = 'ORDER BY r.batch_id DESC, r.dimension_key DESC, r.period_start DESC LIMIT $3';

/** What the points of a metric said before, newest restatement first. */
@Injectable()
export class ListRestatements {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError not_found, invalid_cursor */
  async run(
    { id: workspaceId, timeZone }: WorkspaceRef,
    code: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<RestatementRow>> {
    const metric = await this.metrics.find(this.transactions.reader, workspaceId, code);
    const after = cursor === undefined ? [] : decodeCursor(cursor, 'id', 'text', 'instant');
    const further = after.length > 0 ? 'AND (r.batch_id, r.dimension_key, r.period_start) < ($4, $5, $6)' : '';
    const rows = await this.transactions.reader.query<Omit<RestatementRow, 'label'>[]>(
      `${RESTATEMENTS} ${further} ${ORDER}`,
      [metric.id, workspaceId, limit + 1, ...after],
    );
    const labelled = rows.map((row) => ({ ...row, label: periodLabel(row.start, metric.period, timeZone) }));
    return pageOf(labelled, limit, ({ batchId, series, start }) => [batchId, series, start.toISOString()]);
  }
}
