import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { LocalDate } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { MetricTarget } from '../persistence/metric-target.entity.js';
import type { Metric } from '../persistence/metric.entity.js';
import { Metrics } from './metrics.query.js';

export interface TargetFrom {
  readonly from: LocalDate;
  readonly value: number;
}

export interface TargetsShown {
  readonly targets: readonly TargetFrom[];
  /** Of the metric. */
  readonly version: number;
}

/** What a metric is expected to reach over time. */
@Injectable()
export class TargetSeries {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** By day, oldest first. */
  async of(tx: Tx, { id: metricId }: Pick<Metric, 'id'>): Promise<TargetFrom[]> {
    const rows = await tx.find(MetricTarget, { where: { metricId }, order: { validFrom: 'ASC' } });
    return rows.map(({ validFrom: from, value }) => ({ from, value }));
  }

  /** Of those metrics that have any, by the metric's id; by day, oldest first. */
  async ofMany(tx: Tx, metricIds: readonly string[]): Promise<Map<string, TargetFrom[]>> {
    const targets = new Map<string, TargetFrom[]>();
    if (metricIds.length === 0) return targets;
    const rows = await tx.find(MetricTarget, { where: { metricId: In([...metricIds]) }, order: { validFrom: 'ASC' } });
    for (const { metricId, validFrom: from, value } of rows) {
      targets.set(metricId, [...(targets.get(metricId) ?? []), { from, value }]);
    }
    return targets;
  }

  /** @throws DomainError not_found */
  async show(workspaceId: string, code: string): Promise<TargetsShown> {
    const metric = await this.metrics.show(workspaceId, code);
    return { targets: await this.of(this.transactions.reader, metric), version: metric.version };
  }
}

/** The target that holds on a day: the newest from that day or before it, else the metric's standing one. */
export function targetOn(day: LocalDate, series: readonly TargetFrom[], standing: number | null): number | null {
  return series.findLast(({ from }) => from <= day)?.value ?? standing;
}
