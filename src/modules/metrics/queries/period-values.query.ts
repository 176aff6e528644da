import { Injectable } from '@nestjs/common';

import { endOfPeriod, holds, type Period, periodLabel, startOfPeriod } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Aggregation } from '../domain/metric-words.js';
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
  /** The newest so many of them that have a value. */
  readonly last?: number;
}

const JOINED: Record<Aggregation, string> = {
  mean: 'avg(value)',
  sum: 'sum(value)',
  last: '(array_agg(value ORDER BY period_start DESC))[1]',
};

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
    const { workspaceId, metricCode, timeZone, now, last } = query;
    const metric = await this.metrics.find(tx, workspaceId, metricCode);
    const period = query.period ?? metric.period;
    if (!holds(period, metric.period)) throw new RangeError(`a ${period} holds no whole ${metric.period}`);
    const running = startOfPeriod(now, period, timeZone);
    const wanted = query.to && boundaryFrom(query.to, period, timeZone);
    const end = wanted && wanted < running ? wanted : running;
    const start = query.from && boundaryFrom(query.from, period, timeZone);
    const params = [metric.id, start?.toISOString() ?? '-infinity', end.toISOString(), period, timeZone];
    const rows = await tx.query<Omit<PeriodValue, 'label'>[]>(
      last === undefined ? between(metric.aggregation) : newest(metric.aggregation),
      last === undefined ? params : [...params, last],
    );
    return rows.map((row) => ({ ...row, label: periodLabel(row.start, period, timeZone) }));
  }
}

function between(aggregation: Aggregation): string {
  return `SELECT date_trunc($4, period_start, $5) AS start, ${JOINED[aggregation]} AS value, count(*)::int AS points
    FROM metric_points WHERE metric_id = $1 AND period_start >= $2 AND period_start < $3 GROUP BY 1 ORDER BY 1`;
}

/** Walks back from period to period along the key, so that the newest three of a million points cost three looks. */
function newest(aggregation: Aggregation): string {
  return `WITH RECURSIVE found (start, nth) AS (
      (SELECT date_trunc($4, period_start, $5), 1 FROM metric_points
       WHERE metric_id = $1 AND period_start >= $2 AND period_start < $3 ORDER BY period_start DESC LIMIT 1)
      UNION ALL
      SELECT date_trunc($4, before.period_start, $5), found.nth + 1
      FROM found CROSS JOIN LATERAL (
        SELECT period_start FROM metric_points
        WHERE metric_id = $1 AND period_start >= $2 AND period_start < found.start
        ORDER BY period_start DESC LIMIT 1) before
      WHERE found.nth < $6)
    SELECT date_trunc($4, period_start, $5) AS start, ${JOINED[aggregation]} AS value, count(*)::int AS points
    FROM metric_points
    WHERE metric_id = $1 AND period_start >= (SELECT min(start) FROM found) AND period_start < $3
    GROUP BY 1 ORDER BY 1`;
}

/** The first period that begins at or after the instant. */
function boundaryFrom(instant: Date, period: Period, zone: string): Date {
  const start = startOfPeriod(instant, period, zone);
  return start.getTime() === instant.getTime() ? start : endOfPeriod(instant, period, zone);
}
