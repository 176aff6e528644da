import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, type Period, SEASON_LENGTHS } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { isRatio, Metric, Metrics, problemsOfSpan, scaleOf } from '../../metrics/index.js';
import { type ChartKind, needsSize, reckonLimits } from '../domain/chart-limits.js';
import { problemsOfKind, refuseStandstill, refuseTooFew } from '../domain/chart-refusals.js';
import { ControlLimits } from '../persistence/control-limits.entity.js';
import { ChooseChart } from '../queries/choose-chart.query.js';
import { LimitsInForce } from '../queries/limits-in-force.query.js';
import { ObserveSeries } from '../queries/observe-series.query.js';

export interface LimitsWanted {
  /** The one that fits the metric when left out. */
  readonly kind?: ChartKind | null;
  readonly period?: Period | null;
  readonly series?: string | null;
  readonly size?: string | null;
  /** First and last day of the baseline. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: string;
}

/** Locks control limits from a baseline, or replaces those in force: by a person, with a reason, never by itself. */
@Injectable()
export class LockLimits {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly chooseChart: ChooseChart,
    private readonly observe: ObserveSeries,
    private readonly limits: LimitsInForce,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param replaced version of the limits in force that the caller read; none when there are none
   * @throws DomainError not_found, invalid_fields, too_little_data, conflict, precondition_required, stale_version
   */
  async run(actor: Actor, code: string, replaced: number | undefined, wanted: LimitsWanted): Promise<ControlLimits> {
    refuseFields(problemsOfSpan(wanted, { from: 'from', to: 'to' }));
    return this.transactions.run(async (tx) => {
      const metric = await this.metrics.find(tx, actor.workspace.id, code);
      // One at a time for a metric: two people must not both replace the same version, nor one define it anew meanwhile.
      await tx.findOneOrFail(Metric, { where: { id: metric.id }, lock: { mode: 'pessimistic_write' } });
      const { kind, reckoned, ...observed } = await this.reckoned(tx, actor, code, wanted);
      const { workspaceId, id: metricId, definitionVersion } = observed.metric;
      const { period, dimensionKey, sizeMetric } = observed;
      const series = { workspaceId, metricId, dimensionKey, period, kind };
      const before = await this.limits.find(tx, series);
      if (before && replaced === undefined) throw new DomainError('precondition_required');
      if (replaced !== undefined && replaced !== before?.version) throw new DomainError('stale_version');
      const limits = tx.create(ControlLimits, {
        ...{ id: newId(), ...series, ...reckoned, version: (before?.version ?? 0) + 1, definitionVersion },
        ...{ sizeMetric, fromDay: wanted.from, toDay: wanted.to, reason: wanted.reason },
        ...{ lockedBy: actor.userId!, lockedAt: this.clock.now() },
      });
      await tx.insert(ControlLimits, limits);
      await this.journal.record(tx, actor, {
        type: 'metric.limits_locked',
        subject: { type: 'metric', id: metric.id },
        reason: wanted.reason,
        changes: {
          centre: { from: before?.centre ?? null, to: limits.centre },
          sigma: { from: before?.sigma ?? null, to: limits.sigma },
          spread: { from: before?.spread ?? null, to: limits.spread },
          limitsVersion: { from: before?.version ?? null, to: limits.version },
        },
        facts: { metricId, metricCode: metric.code, kind, period },
      });
      return limits;
    });
  }

  /** Limits of the baseline on the chart that was named, or that fits. */
  private async reckoned(tx: Tx, actor: Actor, code: string, wanted: LimitsWanted) {
    const now = this.clock.now();
    const metric = await this.metrics.find(tx, actor.workspace.id, code);
    const [period, dimensionKey] = [wanted.period ?? metric.period, wanted.series ?? ''];
    const fitting = { metric, period, dimensionKey, now };
    const kind = wanted.kind ?? (await this.chooseChart.fitting(tx, actor.workspace, fitting));
    const named = { ...wanted, metricCode: code, kind };
    const { observations } = await this.observe.run(tx, actor.workspace, named, now);
    const ratio = isRatio(metric) ? metric : null;
    refuseFields(problemsOfKind(kind, { size: wanted.size, ratio }, observations));
    refuseTooFew(observations, needsSize(kind));
    const scale = ratio ? scaleOf(metric.unit) : 1;
    const { dispersion: _measured, ...reckoned } = reckonLimits(kind, observations, { seasonLength: SEASON_LENGTHS[period], scale }); // prettier-ignore
    refuseStandstill(reckoned.sigma);
    const sizeMetric = needsSize(kind) ? (ratio?.denominator ?? wanted.size ?? null) : null;
    return { metric, period, dimensionKey, kind, reckoned, sizeMetric };
  }
}
