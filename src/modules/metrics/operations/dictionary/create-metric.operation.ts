import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { DomainError } from '../../../../kernel/errors/index.js';
import type { Clock, Period } from '../../../../kernel/time/index.js';
import { newId, Transactions, violatesUnique } from '../../../../platform/database/index.js';
import { changesBetween, Journal } from '../../../audit/index.js';
import type { MetricFields } from '../../domain/metric-words.js';
import { Metric } from '../../persistence/metric.entity.js';
import { METRIC_NOUN } from '../../queries/metrics.query.js';
import { MetricRules } from './metric-rules.js';
import { writeDefinition } from './write-definition.js';

export interface NewMetric extends MetricFields {
  readonly code: string;
  readonly period: Period;
}

const UNSAID = {
  nameZh: null, definition: null, class: null, scene: null, ownerId: null, source: null, freshnessDays: null, target: null,
  benchmark: null, numerator: null, denominator: null, formula: null, outlierRule: null, gapRule: null,
}; // prettier-ignore

/** Enters a metric into the dictionary. */
@Injectable()
export class CreateMetric {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: MetricRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError already_exists, invalid_fields */
  async run(actor: Actor, input: NewMetric): Promise<Metric> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const metric = tx.create(Metric, {
        ...UNSAID,
        ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
        freshnessCalendar: input.freshnessCalendar ?? 'calendar',
        core: input.core ?? false,
        dimensions: [...(input.dimensions ?? [])],
        id: newId(),
        workspaceId: actor.workspace.id,
        archivedAt: null,
        definitionVersion: 1,
        createdAt: now,
        changedAt: now,
        version: 1,
      });
      const operands = await this.rules.check(tx, metric);
      await tx.insert(Metric, metric).catch((error: unknown) => {
        throw violatesUnique(error, 'metrics_workspace_code')
          ? new DomainError('already_exists', { what: METRIC_NOUN })
          : error;
      });
      await writeDefinition(tx, actor, metric, operands, null);
      await this.journal.record(tx, actor, {
        type: 'metric.created',
        subject: { type: 'metric', id: metric.id },
        changes: changesBetween({}, input),
        facts: { metricId: metric.id, metricCode: metric.code, computed: operands.length > 0 },
      });
      return metric;
    });
  }
}
