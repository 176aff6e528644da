import { Injectable } from '@nestjs/common';

import type { Period } from '../../../kernel/time/index.js';
import { type Page, pageOf, decodeCursor, Transactions, type Tx } from '../../../platform/database/index.js';
import { type Metric, Metrics } from '../../metrics/index.js';
import { type ChartKind, needsSize } from '../domain/chart-limits.js';
import { ControlLimits } from '../persistence/control-limits.entity.js';

export interface LimitedSeries {
  readonly workspaceId: string;
  readonly metricId: string;
  readonly dimensionKey: string;
  readonly period: Period;
  readonly kind: ChartKind;
}

export type SeriesOfKind = Omit<LimitedSeries, 'workspaceId' | 'metricId'>;

export interface InForce {
  readonly locked: ControlLimits | null;
  /** Limits of shares or rates that were locked when the metric counted something else: they are read, and not applied. */
  readonly outdated: ControlLimits | null;
}

/** The control limits that people locked. */
@Injectable()
export class LimitsInForce {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** The newest version; null where nobody has locked any. */
  async find(tx: Tx, series: LimitedSeries): Promise<ControlLimits | null> {
    return tx.findOne(ControlLimits, { where: { ...series }, order: { version: 'DESC' } });
  }

  /** Those that charts and proposals go by. */
  async inForce(tx: Tx, { workspaceId, id, definitionVersion }: Metric, series: SeriesOfKind): Promise<InForce> {
    const newest = await this.find(tx, { workspaceId, metricId: id, ...series });
    const isOutdated = newest && needsSize(newest.kind) && newest.definitionVersion !== definitionVersion;
    return isOutdated ? { locked: null, outdated: newest } : { locked: newest, outdated: null };
  }

  /** All versions of all series of a metric, newest first. */
  async list(
    workspaceId: string,
    code: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<ControlLimits>> {
    const tx = this.transactions.reader;
    const { id: metricId } = await this.metrics.find(tx, workspaceId, code);
    const query = tx
      .createQueryBuilder(ControlLimits, 'limits')
      .where('limits.workspaceId = :workspaceId AND limits.metricId = :metricId', { workspaceId, metricId });
    // Ids are made in the order of time.
    if (cursor !== undefined) query.andWhere('limits.id < :id', { id: decodeCursor(cursor, 'id')[0] });
    const rows = await query
      .orderBy('limits.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
