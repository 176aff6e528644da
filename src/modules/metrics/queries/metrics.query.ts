import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { type Page, pageOf, decodeCursor, Transactions, type Tx } from '../../../platform/database/index.js';
import { METRIC_CODE, type MetricClass } from '../domain/metric-words.js';
import { Metric } from '../persistence/metric.entity.js';

export type MetricShown = Readonly<Metric>;

export const METRIC_NOUN = { en: 'metric', 'zh-CN': '指标' };

export interface MetricFilter {
  readonly limit: number;
  readonly cursor?: string;
  readonly archived?: 'true' | 'false' | 'all';
  readonly class?: MetricClass;
  readonly scene?: string;
}

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

  /** The present version of a metric's definition; null when none is named or the dictionary has none of that code. */
  async versionOf(tx: Tx, workspaceId: string, code: string | null): Promise<number | null> {
    if (code === null || !METRIC_CODE.test(code)) return null;
    const metric = await tx.findOneBy(Metric, { workspaceId, code });
    return metric?.definitionVersion ?? null;
  }

  /** By code; those out of use only when asked for. */
  async list(
    workspaceId: string,
    { limit, cursor, archived = 'false', ...where }: MetricFilter,
  ): Promise<Page<Metric>> {
    const query = this.transactions.reader
      .createQueryBuilder(Metric, 'metric')
      .where('metric.workspaceId = :workspaceId', { workspaceId });
    if (cursor !== undefined) query.andWhere('metric.code > :code', { code: decodeCursor(cursor, 'text')[0] });
    if (archived !== 'all') query.andWhere(`metric.archivedAt IS ${archived === 'true' ? 'NOT NULL' : 'NULL'}`);
    if (where.class !== undefined) query.andWhere('metric.class = :class', { class: where.class });
    if (where.scene !== undefined) query.andWhere('metric.scene = :scene', { scene: where.scene });
    const rows = await query
      .orderBy('metric.code')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, ({ code }) => [code]);
  }
}
