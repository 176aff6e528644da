import type { Aggregation } from '../domain/metric-words.js';

export const JOINED: Record<Aggregation, string> = {
  mean: 'avg(value)',
  sum: 'sum(value)',
  last: '(array_agg(value ORDER BY period_start DESC))[1]',
};

/*
 * Statements that join points into periods of the workspace's zone. All take: $1 metric, $2 first instant, $3 the
 * instant before which to stop, $4 period, $5 zone, $6 the key of the series. They answer start, value and points, oldest first. Two of them walk
 * along the key from period to period, so that a few periods among a million points cost a few looks.
 */

const ROWS = (aggregation: Aggregation) =>
  `SELECT date_trunc($4, period_start, $5) AS start, ${JOINED[aggregation]} AS value, count(*)::int AS points
   FROM metric_points WHERE metric_id = $1 AND dimension_key = $6`;

/** All periods of the span. */
export function allPeriods(aggregation: Aggregation): string {
  return `${ROWS(aggregation)} AND period_start >= $2 AND period_start < $3 GROUP BY 1 ORDER BY 1`;
}

/** The last $7 periods of the span that have a point. */
export function newestPeriods(aggregation: Aggregation): string {
  return `WITH RECURSIVE found (start, nth) AS (
      (SELECT date_trunc($4, period_start, $5), 1 FROM metric_points
       WHERE metric_id = $1 AND dimension_key = $6 AND period_start >= $2 AND period_start < $3 ORDER BY period_start DESC LIMIT 1)
      UNION ALL
      SELECT date_trunc($4, earlier.period_start, $5), found.nth + 1
      FROM found CROSS JOIN LATERAL (
        SELECT period_start FROM metric_points
        WHERE metric_id = $1 AND dimension_key = $6 AND period_start >= $2 AND period_start < found.start
        ORDER BY period_start DESC LIMIT 1) earlier
      WHERE found.nth < $7)
    ${ROWS(aggregation)} AND period_start >= (SELECT min(start) FROM found) AND period_start < $3 GROUP BY 1 ORDER BY 1`;
}

/** The first $7 periods of the span that have a point; $8 is one and a half periods long, as an interval. */
export function firstPeriods(aggregation: Aggregation): string {
  // Half a period past the end lies in the next one, whatever the clocks or the months do.
  const next = 'date_trunc($4, found.start + $8::interval, $5)';
  return `WITH RECURSIVE found (start, nth) AS (
      (SELECT date_trunc($4, period_start, $5), 1 FROM metric_points
       WHERE metric_id = $1 AND dimension_key = $6 AND period_start >= $2 AND period_start < $3 ORDER BY period_start LIMIT 1)
      UNION ALL
      SELECT date_trunc($4, later.period_start, $5), found.nth + 1
      FROM found CROSS JOIN LATERAL (
        SELECT period_start FROM metric_points
        WHERE metric_id = $1 AND dimension_key = $6 AND period_start >= ${next} AND period_start < $3
        ORDER BY period_start LIMIT 1) later
      WHERE found.nth < $7)
    ${ROWS(aggregation)} AND period_start >= $2
      AND period_start < least($3, (SELECT max(${next}) FROM found)) GROUP BY 1 ORDER BY 1`;
}
