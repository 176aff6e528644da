import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import { CleaningWriter, withoutCleaned } from './cleaning-writer.js';
import type { IncomingPoints } from './incoming-points.js';

/** Of whose points, from which upload and when. */
export interface Writing {
  readonly metricId: string;
  readonly workspaceId: string;
  readonly batchId: string;
  readonly now: Date;
  /** Milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
}

/** Parameters that every statement begins with; those of the incoming points follow. */
export const FIRST_OF_POINTS = 5;

const RESTATE = (points: string) => `
  INSERT INTO metric_restatements
    (metric_id, workspace_id, batch_id, restated_at, dimension_key, period_start, old_value, new_value, old_recorded_at, old_batch_id)
  SELECT $1, $2, $3, $4, point.dimension_key, point.period_start, known.value, point.value, known.recorded_at, known.batch_id
  FROM (${points}) point
  JOIN metric_points known ON known.metric_id = $1 AND known.dimension_key = point.dimension_key
    AND known.period_start = point.period_start
  WHERE known.value <> point.value`;

const WRITE = (points: string) => `
  INSERT INTO metric_points (metric_id, workspace_id, batch_id, recorded_at, dimension_key, period_start, value)
  SELECT $1::uuid, $2::uuid, $3::uuid, $4::timestamptz, point.dimension_key, point.period_start, point.value
  FROM (${points}) point
  ON CONFLICT (metric_id, dimension_key, period_start) DO UPDATE
    SET value = excluded.value, recorded_at = excluded.recorded_at, batch_id = excluded.batch_id
    WHERE metric_points.value IS DISTINCT FROM excluded.value`;

/** Writes points and keeps what they said before. Whoever calls holds the metric's row, so that nobody writes beside. */
@Injectable()
export class PointWriter {
  constructor(private readonly cleanings: CleaningWriter) {}

  /** @returns how many points are new, and how many said otherwise before */
  async write(tx: Tx, writing: Writing, incoming: IncomingPoints): Promise<{ inserted: number; changed: number }> {
    const fixed = [writing.metricId, writing.workspaceId, writing.batchId, writing.now];
    const cleaned = await this.cleanings.anyLive(tx, writing.metricId);
    if (cleaned) await this.cleanings.supersede(tx, incoming, fixed, writing.now);
    const points = cleaned ? withoutCleaned(incoming) : incoming;
    const params = [...fixed, ...points.params];
    const changed = (await this.meetsKnown(tx, writing)) ? await rowsOf(tx, RESTATE(points.sql), params) : 0;
    const written = await rowsOf(tx, WRITE(points.sql), params);
    return { inserted: written - changed, changed };
  }

  /** Remembers that the series have had points. */
  async noteSeries(tx: Tx, { metricId, workspaceId, now }: Writing, keys: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO metric_series (metric_id, workspace_id, first_seen_at, dimension_key)
       SELECT $1, $2, $3, unnest($4::text[]) ON CONFLICT (metric_id, dimension_key) DO NOTHING`,
      [metricId, workspaceId, now, keys],
    );
  }

  /** Whether any known point lies between the first and the last: if not, nothing can be restated. */
  private async meetsKnown(tx: Tx, { metricId, first, last }: Writing): Promise<boolean> {
    const [row] = await tx.query<{ meets: boolean }[]>(
      `SELECT EXISTS (SELECT FROM metric_points
        WHERE metric_id = $1 AND period_start BETWEEN to_timestamp($2::double precision / 1000)
          AND to_timestamp($3::double precision / 1000)) AS meets`,
      [metricId, first, last],
    );
    return row?.meets === true;
  }
}

/** How many rows a statement wrote. Ten million rows handed back to be counted would fill the memory. */
async function rowsOf(tx: Tx, sql: string, params: unknown[]): Promise<number> {
  if (!tx.queryRunner) throw new Error('points are written in a transaction');
  const { affected } = await tx.queryRunner.query(sql, params, true);
  return affected ?? 0;
}
