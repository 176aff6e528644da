import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import type { CleaningAction } from '../domain/metric-words.js';
import type { IncomingPoints } from './incoming-points.js';

/** Who decides, when and why. */
export interface Decision {
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string | null;
}

const POINT_OF = 'p.metric_id = c.metric_id AND p.dimension_key = c.dimension_key AND p.period_start = c.period_start';

const DECIDED = (state: string) => `state = '${state}', decided_at = $2, decided_by = $3, reason = $4`;

/** The raw value moves from the point to the cleaning. */
const KEEP_RAW = `
  UPDATE metric_cleanings c SET raw_value = p.value, raw_recorded_at = p.recorded_at, raw_batch_id = p.batch_id
  FROM metric_points p WHERE c.id = ANY($1) AND c.finding = 'outlier' AND ${POINT_OF}`;
const EXCLUDE = `DELETE FROM metric_points p USING metric_cleanings c WHERE c.id = ANY($1) AND ${POINT_OF}`;
const REPLACE = `
  UPDATE metric_points p SET value = c.median FROM metric_cleanings c
  WHERE c.id = ANY($1) AND c.finding = 'outlier' AND ${POINT_OF}`;
const FILL = `
  INSERT INTO metric_points (metric_id, dimension_key, period_start, workspace_id, value, recorded_at)
  SELECT metric_id, dimension_key, period_start, workspace_id, median, $2 FROM metric_cleanings
  WHERE id = ANY($1) AND finding = 'gap' ON CONFLICT DO NOTHING`;

/** And back: a gap is empty again, and what was left out or replaced is as it arrived. */
const EMPTY = `
  DELETE FROM metric_points p USING metric_cleanings c
  WHERE c.id = ANY($1) AND c.state = 'applied' AND c.finding = 'gap' AND p.batch_id IS NULL AND ${POINT_OF}`;
const RESTORE = `
  INSERT INTO metric_points (metric_id, dimension_key, period_start, workspace_id, value, recorded_at, batch_id)
  SELECT metric_id, dimension_key, period_start, workspace_id, raw_value, raw_recorded_at, raw_batch_id
  FROM metric_cleanings WHERE id = ANY($1) AND state = 'applied' AND finding = 'outlier'
  ON CONFLICT (metric_id, dimension_key, period_start) DO UPDATE
    SET value = excluded.value, recorded_at = excluded.recorded_at, batch_id = excluded.batch_id`;

const LIVE = "state IN ('proposed', 'applied')";

/** Moves values between points and cleanings. Whoever calls holds the metric's row. */
@Injectable()
export class CleaningWriter {
  async apply(tx: Tx, ids: readonly string[], action: CleaningAction, { at, by, reason }: Decision): Promise<void> {
    await tx.query(KEEP_RAW, [ids]);
    await tx.query(action === 'exclude' ? EXCLUDE : REPLACE, [ids]);
    if (action === 'median') await tx.query(FILL, [ids, at]);
    const sql = `UPDATE metric_cleanings SET ${DECIDED('applied')}, action = $5 WHERE id = ANY($1)`;
    await tx.query(sql, [ids, at, by, reason, action]);
  }

  async takeBack(
    tx: Tx,
    ids: readonly string[],
    state: 'undone' | 'superseded' | 'declined',
    { at, by, reason }: Decision,
  ): Promise<void> {
    await tx.query(EMPTY, [ids]);
    await tx.query(RESTORE, [ids]);
    await tx.query(`UPDATE metric_cleanings SET ${DECIDED(state)} WHERE id = ANY($1)`, [ids, at, by, reason]);
  }

  /** Whether any point of the metric is cleaned or proposed to be: if not, an upload need not ask further. */
  async anyLive(tx: Tx, metricId: string): Promise<boolean> {
    const sql = `SELECT EXISTS (SELECT FROM metric_cleanings WHERE metric_id = $1 AND ${LIVE}) AS live`;
    const [row] = await tx.query<{ live: boolean }[]>(sql, [metricId]);
    return row?.live === true;
  }

  /** Ends what is said about points that now come with another value than the one it was said of. */
  async supersede(tx: Tx, points: IncomingPoints, fixed: readonly unknown[], at: Date): Promise<void> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT c.id FROM metric_cleanings c JOIN (${points.sql}) point
         ON point.dimension_key = c.dimension_key AND point.period_start = c.period_start
       WHERE c.metric_id = $1 AND ${LIVE} AND c.raw_value IS DISTINCT FROM point.value
         AND $2::uuid IS NOT NULL AND $3::uuid IS NOT NULL AND $4::timestamptz IS NOT NULL`,
      [...fixed, ...points.params],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await this.takeBack(tx, ids, 'superseded', { at, by: null, reason: null });
  }
}

/** The points without those that are cleaned and come once more with the very value that was cleaned. */
export function withoutCleaned({ sql, params }: IncomingPoints): IncomingPoints {
  const known = `
    SELECT FROM metric_cleanings c WHERE c.metric_id = $1 AND c.state = 'applied'
      AND c.dimension_key = point.dimension_key AND c.period_start = point.period_start AND c.raw_value = point.value`;
  return { sql: `SELECT point.* FROM (${sql}) point WHERE NOT EXISTS (${known})`, params };
}
