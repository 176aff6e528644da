import type { Tx } from '../../../platform/database/index.js';
import type { PointColumns } from '../domain/ingest/point-columns.js';
import { doublesParameter, textsParameter } from './array-parameters.js';

/** Points of an upload as a relation `(dimension_key, period_start, value)`, one row for each period. */
export interface IncomingPoints {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** From memory. `$first` is the number of its first parameter. */
export function pointsInMemory({ keys, starts, values }: PointColumns, first: number): IncomingPoints {
  const [key, unnested] = keys ? ['point.key', `, $${first + 2}::text[]`] : ["''", ''];
  const sql = `
    SELECT ${key} AS dimension_key, to_timestamp(point.start / 1000) AS period_start, point.value
    FROM unnest($${first}::double precision[], $${first + 1}::double precision[]${unnested})
      AS point (start, value${keys ? ', key' : ''})`;
  const params = [starts, values].map(doublesParameter);
  return { sql, params: keys ? [...params, textsParameter(keys)] : params };
}

const STAGED = (first: number) => `
  metric_upload_chunks chunk CROSS JOIN LATERAL unnest(
    chunk.starts, chunk.point_values, chunk.places,
    coalesce(chunk.dimension_keys, array_fill(''::text, ARRAY[cardinality(chunk.starts)]))
  ) AS point (start, value, place, key)
  WHERE chunk.upload_id = $${first}`;

/** From the staged parts; `ordered` tells that no period can be there twice. */
export function stagedPoints(uploadId: string, ordered: boolean, first: number): IncomingPoints {
  const start = 'to_timestamp(point.start / 1000) AS period_start';
  const sql = ordered
    ? `SELECT point.key AS dimension_key, ${start}, point.value FROM ${STAGED(first)}`
    : `SELECT point.key AS dimension_key, ${start}, min(point.value) AS value FROM ${STAGED(first)}
       GROUP BY point.key, point.start`;
  return { sql, params: [uploadId] };
}

/** Two values that an upload has for one period. */
export interface StagedContradiction {
  readonly start: number;
  readonly value: number;
  readonly place: number;
  readonly otherValue: number;
  readonly otherPlace: number;
}

/** Contradictions in staged parts: the first of them, by place, and how many there are. */
export async function stagedContradictions(
  tx: Tx,
  uploadId: string,
  most: number,
): Promise<{ count: number; first: StagedContradiction[] }> {
  const rows = await tx.query<(StagedContradiction & { count: number })[]>(
    `WITH seen AS (
       SELECT point.start, point.value, point.place,
              first_value(point.value) OVER earlier AS other_value, first_value(point.place) OVER earlier AS other_place
       FROM ${STAGED(1)} WINDOW earlier AS (PARTITION BY point.key, point.start ORDER BY point.place))
     SELECT start, value, place, other_value AS "otherValue", other_place AS "otherPlace", count(*) OVER () AS count
     FROM seen WHERE value <> other_value ORDER BY place LIMIT $2`,
    [uploadId, most],
  );
  return { count: rows[0]?.count ?? 0, first: rows };
}

/** How many different periods the staged parts have, over all series. */
export async function stagedPeriods(tx: Tx, uploadId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `SELECT count(*) AS count FROM (SELECT DISTINCT point.key, point.start FROM ${STAGED(1)}) AS distinct_points`,
    [uploadId],
  );
  return row?.count ?? 0;
}
