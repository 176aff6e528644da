import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import type { MetricFields } from '../domain/metric-words.js';
import { Metric } from '../persistence/metric.entity.js';
import { Metrics } from '../queries/metrics.query.js';

const CLEARABLE = ['nameZh', 'target'];
const NEEDED = { en: 'cannot be cleared', 'zh-CN': '不能清空' };

/** Changes an entry of the dictionary; fields left out stay. Code and period never change: points hang on them. */
@Injectable()
export class EditMetric {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, invalid_fields */
  async run(actor: Actor, code: string, version: number, fields: Partial<MetricFields>): Promise<Metric> {
    return this.transactions.run(async (tx) => {
      const { id } = await this.metrics.find(tx, actor.workspace.id, code);
      const metric = await tx.findOneOrFail(Metric, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (metric.version !== version) throw new DomainError('stale_version');
      refuseFields(
        Object.entries(fields)
          .filter(([field, value]) => value === null && !CLEARABLE.includes(field))
          .map(([field]) => ({ field, code: 'needed', message: NEEDED })),
      );
      const changes = changesBetween(metric, fields);
      if (Object.keys(changes).length === 0) return metric;
      const written = { ...fields, version: version + 1, changedAt: this.clock.now() };
      await tx.update(Metric, { id: metric.id }, written);
      await this.journal.record(tx, actor, {
        type: 'metric.edited',
        subject: { type: 'metric', id: metric.id },
        changes,
        facts: { metricId: metric.id, metricCode: metric.code },
      });
      return Object.assign(metric, written);
    });
  }
}
