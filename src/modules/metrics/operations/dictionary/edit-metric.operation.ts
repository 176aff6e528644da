import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, refuseFields } from '../../../../kernel/errors/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../../platform/database/index.js';
import { changesBetween, type FieldChanges, Journal } from '../../../audit/index.js';
import { isComputed } from '../../domain/formulas/metric-formula.js';
import { DEFINING, type MetricFields } from '../../domain/metric-words.js';
import { Metric } from '../../persistence/metric.entity.js';
import { Metrics } from '../../queries/metrics.query.js';
import { MetricRules } from './metric-rules.js';
import { writeDefinition } from './write-definition.js';

const NEEDED_FIELDS = [
  'name',
  'unit',
  'direction',
  'aggregation',
  'freshnessCalendar',
  'core',
  'dimensions',
  'archived',
];
const NEEDED = { en: 'cannot be cleared', 'zh-CN': '不能清空' };
const HAS_POINTS = {
  en: 'the metric has uploaded points; enter a computed metric under a code of its own',
  'zh-CN': '该指标已有上传的数据;计算指标请使用新的编码',
};

export interface MetricChange extends Partial<MetricFields> {
  /** True takes it out of use; false brings it back. */
  readonly archived?: boolean;
  /** Why, for the record of definitions. */
  readonly reason?: string | null;
}

/**
 * Changes an entry of the dictionary; fields left out stay. Code and period never change: points hang on them. A change
 * of what it means is a new version of its definition.
 */
@Injectable()
export class EditMetric {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly rules: MetricRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, stale_version, invalid_fields */
  async run(actor: Actor, code: string, version: number, change: MetricChange): Promise<Metric> {
    return this.transactions.run(async (tx) => {
      const { id } = await this.metrics.find(tx, actor.workspace.id, code);
      const metric = await tx.findOneOrFail(Metric, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (metric.version !== version) throw new DomainError('stale_version');
      refuseFields(clearedIn(change));
      const { archived, reason = null, ...fields } = change;
      const now = this.clock.now();
      const archiving = archived === undefined ? {} : { archivedAt: archived ? (metric.archivedAt ?? now) : null };
      const changes = changesBetween(metric, { ...fields, ...archiving });
      if (Object.keys(changes).length === 0) return metric;
      const redefined = DEFINING.some((field) => field in changes);
      const definitionVersion = metric.definitionVersion + (redefined ? 1 : 0);
      const { dimensions = metric.dimensions, ...others } = fields;
      const written = { ...others, ...archiving, dimensions: [...dimensions], definitionVersion };
      const stamped = { ...written, version: version + 1, changedAt: now };
      const after = tx.create(Metric, { ...metric, ...stamped });
      const operands = await this.rules.check(tx, after);
      if (!isComputed(metric) && isComputed(after)) await refuseOverPoints(tx, id);
      await tx.update(Metric, { id }, stamped);
      if (redefined) await writeDefinition(tx, actor, after, operands, reason);
      await this.record(tx, actor, after, changes, { redefined, reason });
      return after;
    });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    metric: Metric,
    changes: FieldChanges,
    { redefined, reason }: { redefined: boolean; reason: string | null },
  ): Promise<void> {
    const { id, code, definitionVersion } = metric;
    await this.journal.record(tx, actor, {
      type: 'metric.edited',
      subject: { type: 'metric', id },
      changes: redefined
        ? { ...changes, definitionVersion: { from: definitionVersion - 1, to: definitionVersion } }
        : changes,
      reason,
      facts: { metricId: id, metricCode: code, redefined },
    });
  }
}

function clearedIn(change: MetricChange): FieldProblem[] {
  return Object.entries(change)
    .filter(([field, value]) => value === null && NEEDED_FIELDS.includes(field))
    .map(([field]) => ({ field, code: 'needed', message: NEEDED }));
}

/** What was uploaded must not be overwritten by what is computed. */
async function refuseOverPoints(tx: Tx, metricId: string): Promise<void> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM metric_points WHERE metric_id = $1 LIMIT 1', [metricId]);
  refuseFields(rows.length > 0 ? [{ field: 'formula', code: 'has_points', message: HAS_POINTS }] : []);
}
