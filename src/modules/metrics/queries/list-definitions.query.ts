import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { MetricDefinition } from '../persistence/metric-definition.entity.js';
import { Metrics } from './metrics.query.js';

export type DefinitionRow = Omit<MetricDefinition, 'metricId' | 'workspaceId'>;

/** More changes of meaning than one metric survives. */
const MOST = 200;

/** What a metric has meant, newest version first. */
@Injectable()
export class ListDefinitions {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError not_found */
  async run(workspaceId: string, code: string): Promise<DefinitionRow[]> {
    const { id: metricId } = await this.metrics.show(workspaceId, code);
    const where = { metricId, workspaceId };
    const rows = await this.transactions.reader.find(MetricDefinition, {
      where,
      order: { version: 'DESC' },
      take: MOST,
    });
    return rows.map(({ metricId: _metric, workspaceId: _workspace, ...row }) => row);
  }
}
