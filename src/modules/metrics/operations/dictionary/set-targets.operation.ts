import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../../kernel/errors/index.js';
import type { Clock, LocalDate } from '../../../../kernel/time/index.js';
import { Transactions } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import { MetricTarget } from '../../persistence/metric-target.entity.js';
import { Metric } from '../../persistence/metric.entity.js';
import { Metrics } from '../../queries/metrics.query.js';
import { type TargetFrom, TargetSeries, type TargetsShown } from '../../queries/target-series.query.js';

const TWICE = { en: 'there is another target from {from}', 'zh-CN': '{from} 已有另一个目标值' };

/** Says what a metric is expected to reach from which day on. */
@Injectable()
export class SetTargets {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly series: TargetSeries,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, invalid_fields for two targets from one day */
  async run(actor: Actor, code: string, version: number, targets: readonly TargetFrom[]): Promise<TargetsShown> {
    refuseTwice(targets.map(({ from }) => from));
    return this.transactions.run(async (tx) => {
      const { id: metricId, workspaceId } = await this.metrics.find(tx, actor.workspace.id, code);
      const where = { id: metricId };
      const metric = await tx.findOneOrFail(Metric, { where, lock: { mode: 'pessimistic_write' } });
      if (metric.version !== version) throw new DomainError('stale_version');
      const before = await this.series.of(tx, metric);
      await tx.delete(MetricTarget, { metricId });
      const rows = targets.map(({ from, value }) => ({ metricId, workspaceId, validFrom: from, value }));
      if (rows.length > 0) await tx.insert(MetricTarget, rows);
      await tx.update(Metric, where, { version: version + 1, changedAt: this.clock.now() });
      const after = await this.series.of(tx, metric);
      await this.journal.record(tx, actor, {
        type: 'metric.targets_set',
        subject: { type: 'metric', id: metricId },
        changes: { targets: { from: before, to: after } },
        facts: { metricId, metricCode: code },
      });
      return { targets: after, version: version + 1 };
    });
  }
}

function refuseTwice(days: readonly LocalDate[]): void {
  refuseFields(
    days.flatMap((from, index) =>
      days.indexOf(from) === index
        ? []
        : [{ field: `targets.${index}.from`, code: 'twice', message: TWICE, params: { from } }],
    ),
  );
}
