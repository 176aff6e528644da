import type { Tx } from '../../../platform/database/index.js';
import { FEWEST_VALUES, FINDINGS_SHOWN } from '../domain/quality/quality-report.js';

/** An upload and the time around it that it is compared with. */
export interface Judged {
  readonly metricId: string;
  readonly batchId: string;
  readonly from: Date;
  readonly to: Date;
}

export interface FoundOutlier {
  readonly series: string;
  readonly start: Date;
  readonly value: number;
  readonly mean: number;
  readonly count: number;
}

const SPAN = `
  WITH span AS (SELECT dimension_key, period_start, value, batch_id FROM metric_points
    WHERE metric_id = $1 AND period_start BETWEEN $3 AND $4)`;

// The mean of the others, since a value is part of its own: among ten values none could exceed ten times the mean of all.
const OUTLIERS = `${SPAN}, series AS (
    SELECT dimension_key, sum(abs(value)) AS total, count(*) AS n FROM span GROUP BY 1 HAVING count(*) > ${FEWEST_VALUES})
  SELECT span.dimension_key AS series, span.period_start AS start, span.value, other.mean, count(*) OVER () AS count
  FROM span JOIN series USING (dimension_key)
    CROSS JOIN LATERAL (SELECT (series.total - abs(span.value)) / (series.n - 1) AS mean) other
  WHERE span.batch_id = $2 AND other.mean > 0 AND abs(span.value) > $5::double precision * other.mean
  ORDER BY 1, 2 LIMIT ${FINDINGS_SHOWN}`;

/** @param times the mean of the others beyond which a value is an outlier */
export function findOutliers(tx: Tx, { metricId, batchId, from, to }: Judged, times: number): Promise<FoundOutlier[]> {
  return tx.query<FoundOutlier[]>(OUTLIERS, [metricId, batchId, from, to, times]);
}

/** Two neighbours of a series with nothing between them, although there should be. */
export interface FoundGap {
  readonly series: string;
  readonly previous: Date;
  readonly next: Date;
  readonly count: number;
}

const GAPS = `${SPAN}, neighbours AS (
    SELECT dimension_key, period_start AS next, batch_id, lag(period_start) OVER series AS previous,
           lag(batch_id) OVER series AS previous_batch
    FROM span WINDOW series AS (PARTITION BY dimension_key ORDER BY period_start))
  SELECT dimension_key AS series, previous, next, count(*) OVER () AS count FROM neighbours
  WHERE next > previous + $5::interval AND (batch_id = $2 OR previous_batch = $2)
  ORDER BY 1, 3 LIMIT ${FINDINGS_SHOWN}`;

/** @param longest between two starts without a gap, as an interval: one and a half periods */
export function findGaps(tx: Tx, { metricId, batchId, from, to }: Judged, longest: string): Promise<FoundGap[]> {
  return tx.query<FoundGap[]>(GAPS, [metricId, batchId, from, to, longest]);
}

export interface FoundMedians {
  readonly series: string;
  readonly median: number;
  readonly medianAround: number;
}

const MEDIAN = 'percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(value))';
const MEDIANS = `${SPAN}
  SELECT dimension_key AS series, ${MEDIAN} FILTER (WHERE batch_id = $2) AS median,
         ${MEDIAN} FILTER (WHERE batch_id IS DISTINCT FROM $2) AS "medianAround"
  FROM span GROUP BY 1
  HAVING count(*) FILTER (WHERE batch_id = $2) > 0
    AND count(*) FILTER (WHERE batch_id IS DISTINCT FROM $2) >= ${FEWEST_VALUES}
  ORDER BY 1 LIMIT ${FINDINGS_SHOWN}`;

/** Medians of the upload and of the points around it, for series that have both. */
export function findMedians(tx: Tx, { metricId, batchId, from, to }: Judged): Promise<FoundMedians[]> {
  return tx.query<FoundMedians[]>(MEDIANS, [metricId, batchId, from, to]);
}

export interface FoundOld {
  readonly count: number;
  readonly first: Date | null;
  readonly last: Date | null;
}

/** Points of the upload from before an instant. */
export async function findOlder(tx: Tx, { metricId, batchId, from }: Judged, before: Date): Promise<FoundOld> {
  const [row] = await tx.query<FoundOld[]>(
    `SELECT count(*) AS count, min(period_start) AS first, max(period_start) AS last FROM metric_points
     WHERE metric_id = $1 AND batch_id = $2 AND period_start >= $3 AND period_start < $4`,
    [metricId, batchId, from, before],
  );
  return row ?? { count: 0, first: null, last: null };
}
