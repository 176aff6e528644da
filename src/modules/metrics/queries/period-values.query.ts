import { Injectable } from '@nestjs/common';

import { holds, type Period, periodLabel, startOfPeriod } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { WHOLE } from '../domain/dimensions.js';
import { firstPeriodFrom } from '../domain/period-bounds.js';
import { allPeriods, newestPeriods } from './joined-points.js';
import { corrected, type JoinedValue } from './joined-values.js';
import { Metrics } from './metrics.query.js';

/** A metric over one period. */
export interface PeriodValue {
  readonly start: Date;
  /** `2026-11-03`, `2026-W45`: how a lead names the period. */
  readonly label: string;
  readonly value: number;
  /** How many points it was made of. */
  readonly points: number;
}

export interface ClosedPeriods {
  readonly workspaceId: string;
  readonly metricCode: string;
  readonly timeZone: string;
  readonly now: Date;
  /** The metric's own when left out; must hold it. */
  readonly period?: Period;
  /** Periods that begin at or after it. */
  readonly from?: Date;
  /** Periods that begin before it. */
  readonly to?: Date;
  /** The segment's series; the metric as a whole when left out. */
  readonly dimensionKey?: string;
  /** The newest so many of them that have a value. */
  readonly last?: number;
}

/** What a metric was in periods that are over. A period without a point is not there: absence is no zero. */
@Injectable()
export class PeriodValues {
  constructor(private readonly metrics: Metrics) {}

  /**
   * Oldest first; only periods whose end is not after `now`. Points join as the metric says (mean, sum or last).
   *
   * @throws DomainError not_found for a metric the workspace does not have
   * @throws RangeError when `period` does not hold the metric's own
   */
  async closed(tx: Tx, query: ClosedPeriods): Promise<PeriodValue[]> {
    const { workspaceId, metricCode, timeZone, now, last, dimensionKey = WHOLE } = query;
    const metric = await this.metrics.find(tx, workspaceId, metricCode);
    const period = query.period ?? metric.period;
    if (!holds(period, metric.period)) throw new RangeError(`a ${period} holds no whole ${metric.period}`);
    const running = startOfPeriod(now, period, timeZone);
    const wanted = query.to && firstPeriodFrom(query.to, period, timeZone);
    const end = wanted && wanted < running ? wanted : running;
    const start = query.from && firstPeriodFrom(query.from, period, timeZone);
    const span = [start?.toISOString() ?? '-infinity', end.toISOString()];
    const params = [metric.id, ...span, period, timeZone, dimensionKey];
    const rows = await tx.query<JoinedValue[]>(
      last === undefined ? allPeriods(metric.aggregation) : newestPeriods(metric.aggregation),
      last === undefined ? params : [...params, last],
    );
    const values = await corrected(tx, metric, rows, { period, timeZone, dimensionKey });
    return values.map((row) => ({ ...row, label: periodLabel(row.start, period, timeZone) }));
  }
}
