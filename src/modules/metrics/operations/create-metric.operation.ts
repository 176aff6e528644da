import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock, Period } from '../../../kernel/time/index.js';
import { newId, Transactions, violatesUnique } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import type { MetricFields } from '../domain/metric-words.js';
import { Metric } from '../persistence/metric.entity.js';
import { METRIC_NOUN } from '../queries/metrics.query.js';

export interface NewMetric extends MetricFields {
  readonly code: string;
  readonly period: Period;
}

/** Enters a metric into the dictionary. */
@Injectable()
export class CreateMetric {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError already_exists */
  async run(actor: Actor, input: NewMetric): Promise<Metric> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const metric = tx.create(Metric, {
        ...input,
        nameZh: input.nameZh ?? null,
        target: input.target ?? null,
        id: newId(),
        workspaceId: actor.workspace.id,
        createdAt: now,
        changedAt: now,
        version: 1,
      });
      await tx.insert(Metric, metric).catch((error: unknown) => {
        throw violatesUnique(error, 'metrics_workspace_code')
          ? new DomainError('already_exists', { what: METRIC_NOUN })
          : error;
      });
      await this.journal.record(tx, actor, {
        type: 'metric.created',
        subject: { type: 'metric', id: metric.id },
        changes: changesBetween({}, input),
        facts: { metricCode: metric.code },
      });
      return metric;
    });
  }
}
