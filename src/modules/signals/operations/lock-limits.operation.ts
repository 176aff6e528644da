import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, type Period, SEASON_LENGTHS } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Metric, problemsOfSpan } from '../../metrics/index.js';
import { type ChartKind, needsSize, reckonLimits } from '../domain/chart-limits.js';
import { problemsOfKind, refuseStandstill, refuseTooFew } from '../domain/chart-refusals.js';
import { ControlLimits } from '../persistence/control-limits.entity.js';
import { LimitsInForce } from '../queries/limits-in-force.query.js';
import { ObserveSeries } from '../queries/observe-series.query.js';

export interface LimitsWanted {
  readonly kind: ChartKind;
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
      const asked = { ...wanted, metricCode: code };
      const { metric, period, dimensionKey, observations } = await this.observe.run(
        tx,
        actor.workspace,
        asked,
        this.clock.now(),
      );
      refuseFields(problemsOfKind(wanted.kind, wanted.size, observations));
      refuseTooFew(observations, needsSize(wanted.kind));
      const reckoned = reckonLimits(wanted.kind, observations, SEASON_LENGTHS[period]);
      refuseStandstill(reckoned.sigma);
      // One at a time for a metric: two people must not both replace the same version.
      await tx.findOneOrFail(Metric, { where: { id: metric.id }, lock: { mode: 'pessimistic_write' } });
      const series = { workspaceId: metric.workspaceId, metricId: metric.id, dimensionKey, period, kind: wanted.kind };
      const before = await this.limits.find(tx, series);
      if (before && replaced === undefined) throw new DomainError('precondition_required');
      if (replaced !== undefined && replaced !== before?.version) throw new DomainError('stale_version');
      const limits = tx.create(ControlLimits, {
        ...{ id: newId(), ...series, ...reckoned, version: (before?.version ?? 0) + 1 },
        ...{ sizeMetric: wanted.size ?? null, fromDay: wanted.from, toDay: wanted.to, reason: wanted.reason },
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
          limitsVersion: { from: before?.version ?? null, to: limits.version },
        },
        facts: { metricId: metric.id, metricCode: metric.code, kind: limits.kind, period },
      });
      return limits;
    });
  }
}
