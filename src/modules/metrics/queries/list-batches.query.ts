import { Injectable } from '@nestjs/common';

import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { MetricBatch } from '../persistence/metric-batch.entity.js';
import { Metrics } from './metrics.query.js';

export type BatchRow = Omit<MetricBatch, 'workspaceId' | 'metricId'>;

/** The uploads of a metric, newest first. */
@Injectable()
export class ListBatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError not_found, invalid_cursor */
  async run(
    workspaceId: string,
    code: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<BatchRow>> {
    const metric = await this.metrics.find(this.transactions.reader, workspaceId, code);
    const query = this.transactions.reader
      .createQueryBuilder(MetricBatch, 'batch')
      .where('batch.metricId = :id AND batch.workspaceId = :workspaceId', { id: metric.id, workspaceId });
    if (cursor !== undefined) query.andWhere('batch.id < :before', { before: decodeCursor(cursor, 'id')[0] });
    const batches = await query
      .orderBy('batch.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const rows = batches.map(({ workspaceId: _workspace, metricId: _metric, ...row }) => row);
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
