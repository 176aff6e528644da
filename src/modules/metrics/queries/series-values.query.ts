import { Injectable } from '@nestjs/common';

import type { Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Aggregation } from '../domain/metric-words.js';
import { JOINED } from './joined-points.js';

export interface SeriesSpan {
  readonly metricId: string;
  /** The segment's series; empty for the metric as a whole. */
  readonly dimensionKey: string;
  /** Instants in milliseconds: points from the first one on and before the last. */
  readonly from: number;
  readonly to: number;
}

/** How a batch of series is read: all in one statement, so all in the same way. */
export interface SeriesReading {
  readonly aggregation: Aggregation;
  /** The metric's own period, and the one to read it in. */
  readonly own: Period;
  readonly period: Period;
  readonly timeZone: string;
}

/** The periods of a span that have a value, oldest first, column by column. */
export interface SeriesColumns {
  /** First instants in milliseconds. */
  readonly starts: readonly number[];
  readonly values: readonly number[];
  /** How many points each value was made of. */
  readonly volumes: readonly number[];
  /** When the last of them first arrived, in milliseconds: a restated point came when it was first there. */
  readonly arrivals: readonly number[];
  /** When the series had its first point of all, in milliseconds; null for one that never had any. */
  readonly firstArrival?: number | null;
}

const NOTHING: SeriesColumns = { starts: [], values: [], volumes: [], arrivals: [] };
const MS = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** What many metrics were over spans of their own: one statement for all, columns and not rows, for those who judge in bulk. */
@Injectable()
export class SeriesValues {
  /** @returns one for each span, in their order */
  async of(tx: Tx, spans: readonly SeriesSpan[], reading: SeriesReading): Promise<SeriesColumns[]> {
    if (spans.length === 0) return [];
    const rows = await tx.query<(SeriesColumns & { nth: number })[]>(statementFor(reading), [
      spans.map(({ metricId }) => metricId),
      spans.map(({ dimensionKey }) => dimensionKey),
      spans.map(({ from }) => new Date(from).toISOString()),
      spans.map(({ to }) => new Date(to).toISOString()),
      ...(reading.own === reading.period ? [] : [reading.period, reading.timeZone]),
    ]);
    const found = new Map(rows.map((row) => [row.nth, row]));
    return spans.map((_span, index) => found.get(index + 1) ?? NOTHING);
  }

  /**
   * Start of the newest point before an instant, in milliseconds.
   *
   * @returns one for each series, in their order; undefined for one without a point
   */
  async newestBefore(
    tx: Tx,
    series: readonly Pick<SeriesSpan, 'metricId' | 'dimensionKey'>[],
    before: Date,
  ): Promise<(number | undefined)[]> {
    const rows = await tx.query<{ nth: number; start: number }[]>(
      `SELECT wanted.nth::int AS nth, ${MS('newest.period_start')} AS start
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS wanted (metric_id, dimension_key, nth) CROSS JOIN LATERAL (
         SELECT period_start FROM metric_points
         WHERE metric_id = wanted.metric_id AND dimension_key = wanted.dimension_key AND period_start < $3
         ORDER BY period_start DESC LIMIT 1) newest`,
      [series.map(({ metricId }) => metricId), series.map(({ dimensionKey }) => dimensionKey), before],
    );
    const found = new Map(rows.map(({ nth, start }) => [nth, start]));
    return series.map((_one, index) => found.get(index + 1));
  }
}

const WANTED = `unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[])
  WITH ORDINALITY AS wanted (metric_id, dimension_key, lo, hi, nth)`;
const POINTS = `metric_points WHERE metric_id = wanted.metric_id AND dimension_key = wanted.dimension_key
  AND period_start >= wanted.lo AND period_start < wanted.hi`;
const ARRIVED = `(SELECT period_start, value, least(recorded_at, first_recorded_at) AS arrived
  FROM (SELECT period_start, value, recorded_at FROM ${POINTS}) point LEFT JOIN (
    SELECT period_start, min(old_recorded_at) AS first_recorded_at FROM metric_restatements
    WHERE metric_id = wanted.metric_id AND dimension_key = wanted.dimension_key
      AND period_start >= wanted.lo AND period_start < wanted.hi GROUP BY 1) restated USING (period_start)) arrived`;
const FIRST_ARRIVAL = `(SELECT ${MS('first_seen_at')} FROM metric_series
  WHERE metric_id = wanted.metric_id AND dimension_key = wanted.dimension_key)`;

function statementFor({ aggregation, own, period }: SeriesReading): string {
  const rows =
    own === period
      ? `SELECT period_start AS start, value, 1 AS volume, arrived AS arrival FROM ${ARRIVED} ORDER BY period_start`
      : `SELECT date_trunc($5, period_start, $6) AS start, ${JOINED[aggregation]} AS value, count(*) AS volume,
           max(arrived) AS arrival FROM ${ARRIVED} GROUP BY 1 ORDER BY 1`;
  return `
    SELECT wanted.nth::int AS nth, columns.*, ${FIRST_ARRIVAL} AS "firstArrival" FROM ${WANTED} CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(${MS('start')}), '{}') AS starts, coalesce(array_agg(value), '{}') AS values,
        coalesce(array_agg(volume::int), '{}') AS volumes, coalesce(array_agg(${MS('arrival')}), '{}') AS arrivals
      FROM (${rows}) ordered) columns`;
}
