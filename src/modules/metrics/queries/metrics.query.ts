import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { type Page, pageOf, decodeCursor, Transactions, type Tx } from '../../../platform/database/index.js';
import { METRIC_CODE } from '../domain/metric-words.js';
import { Metric } from '../persistence/metric.entity.js';

export type MetricShown = Readonly<Metric>;

export const METRIC_NOUN = { en: 'metric', 'zh-CN': '指标' };

/** The metric dictionary of a workspace. */
@Injectable()
export class Metrics {
  constructor(private readonly transactions: Transactions) {}

  /** @throws DomainError not_found */
  async find(tx: Tx, workspaceId: string, code: string): Promise<Metric> {
    // What cannot be a code is not asked for: PostgreSQL would refuse a NUL.
    const metric = METRIC_CODE.test(code) ? await tx.findOneBy(Metric, { workspaceId, code }) : null;
    if (!metric) throw notFound(METRIC_NOUN);
    return metric;
  }

  async show(workspaceId: string, code: string): Promise<Metric> {
    return this.find(this.transactions.reader, workspaceId, code);
  }

  /** By code. */
  async list(workspaceId: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Metric>> {
    const query = this.transactions.reader
      .createQueryBuilder(Metric, 'metric')
      .where('metric.workspaceId = :workspaceId', { workspaceId });
    if (cursor !== undefined) query.andWhere('metric.code > :code', { code: decodeCursor(cursor, 'text')[0] });
    const rows = await query
      .orderBy('metric.code')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, ({ code }) => [code]);
  }
}
