import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { periodLabel } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import type { CleaningState, Finding } from '../domain/quality/cleaning-words.js';
import type { QualityReport } from '../domain/quality/quality-report.js';
import { MetricBatch } from '../persistence/metric-batch.entity.js';
import { MetricCleaning } from '../persistence/metric-cleaning.entity.js';
import { MetricQualityReport } from '../persistence/metric-quality-report.entity.js';
import { Metrics } from './metrics.query.js';

export interface QualityShown {
  readonly batchId: string;
  /** Null until the report is written, some seconds after the upload. */
  readonly judgedAt: Date | null;
  readonly report: QualityReport | null;
}

export interface CleaningFilter {
  readonly state?: CleaningState;
  readonly finding?: Finding;
  readonly batchId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export type CleaningRow = Omit<MetricCleaning, 'workspaceId' | 'metricId'> & { readonly label: string };

const BATCH = { en: 'upload', 'zh-CN': '上传批次' };

/** What was found in uploads, and what is done about it. */
@Injectable()
export class Quality {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError not_found */
  async report(workspaceId: string, code: string, batchId: string): Promise<QualityShown> {
    const tx = this.transactions.reader;
    const { id: metricId } = await this.metrics.find(tx, workspaceId, code);
    if (!(await tx.existsBy(MetricBatch, { id: batchId, metricId, workspaceId }))) throw notFound(BATCH);
    const found = await tx.findOneBy(MetricQualityReport, { batchId, workspaceId });
    return { batchId, judgedAt: found?.judgedAt ?? null, report: found?.content ?? null };
  }

  /** Oldest proposal first. @throws DomainError not_found, invalid_cursor */
  async cleanings({ id, timeZone }: WorkspaceRef, code: string, filter: CleaningFilter): Promise<Page<CleaningRow>> {
    const metric = await this.metrics.find(this.transactions.reader, id, code);
    const { limit, cursor, ...where } = filter;
    const query = this.transactions.reader
      .createQueryBuilder(MetricCleaning, 'cleaning')
      .where('cleaning.metricId = :metricId AND cleaning.workspaceId = :id', { metricId: metric.id, id });
    if (where.state) query.andWhere('cleaning.state = :state', { state: where.state });
    if (where.finding) query.andWhere('cleaning.finding = :finding', { finding: where.finding });
    if (where.batchId) query.andWhere('cleaning.batchId = :batchId', { batchId: where.batchId });
    if (cursor !== undefined) query.andWhere('cleaning.id > :after', { after: decodeCursor(cursor, 'id')[0] });
    const found = await query
      .orderBy('cleaning.id')
      .limit(limit + 1)
      .getMany();
    const rows = found.map(({ workspaceId: _workspace, metricId: _metric, ...row }) => ({
      ...row,
      label: periodLabel(row.periodStart, metric.period, timeZone),
    }));
    return pageOf(rows, limit, (row) => [row.id]);
  }
}
