import type pg from 'pg';
import { v7 } from 'uuid';

/** A workspace of daily metrics with one rule each. */
export interface RuleWorkspace {
  readonly id: string;
  readonly metricIds: readonly string[];
}

export interface SeriesSize {
  readonly metrics: number;
  readonly points: number;
}

export const ZONE = 'UTC';

/**
 * Daily metrics about 100 with a deviation of 10 up to yesterday, each watched by "3 of 3 days more than 30 % worse than the
 * baseline", which noise hardly ever fires: what is measured is the judging.
 */
export async function fillSeries(
  sql: pg.Client,
  slug: string,
  { metrics, points }: SeriesSize,
): Promise<RuleWorkspace> {
  const id = v7();
  await sql.query(
    `INSERT INTO workspaces (id, slug, name, time_zone, created_at) VALUES ($1, $2, $2, '${ZONE}', now())`,
    [id, slug],
  );
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO metrics (id, workspace_id, code, name, unit, direction, period, aggregation, created_at, changed_at)
     SELECT uuidv7(), $1, 'metric-' || n, 'Metric ' || n, '%', 'up', 'day', 'mean', now(), now()
     FROM generate_series(1, $2::int) n RETURNING id`,
    [id, metrics],
  );
  const metricIds = rows.map((row) => row.id);
  await sql.query(
    `INSERT INTO metric_points (metric_id, period_start, workspace_id, value, recorded_at)
     SELECT metric, date_trunc('day', now(), '${ZONE}') - day * interval '1 day', $1,
       100 + 10 * (random() + random() + random() + random() - 2) * 1.73, now()
     FROM unnest($2::uuid[]) metric, generate_series(1, $3::int) day ORDER BY metric, day DESC`,
    [id, metricIds, points],
  );
  await addRules(sql, id);
  return { id, metricIds };
}

async function addRules(sql: pg.Client, workspaceId: string): Promise<void> {
  await sql.query(
    `INSERT INTO trigger_rules (id, workspace_id, name, metric_code, period, condition, percent, baseline_from, baseline_to,
       baseline, k, m, item_type, settings, created_at, changed_at)
     SELECT uuidv7(), $1, code, code, 'day', 'worse_than_baseline', 30, '2020-01-01', '2020-03-01', 100, 3, 3, 'metric_anomaly',
       '{}', now(), now() FROM metrics WHERE workspace_id = $1`,
    [workspaceId],
  );
  await sql.query(
    `INSERT INTO trigger_series (id, workspace_id, rule_id, due_at)
     SELECT uuidv7(), workspace_id, id, now() + interval '1 day' FROM trigger_rules WHERE workspace_id = $1`,
    [workspaceId],
  );
}

/** Puts every series back to its first period, as if nothing had been judged since. */
export async function beginAgain(sql: pg.Client, { id }: RuleWorkspace, points: number): Promise<void> {
  const machine = {
    state: 'normal', position: 1, quiet: 1, stable: 0, healthy: 0, firings: [], recoveredAt: null, ended: false,
    calibration: null,
  }; // prettier-ignore
  await sql.query('DELETE FROM trigger_findings WHERE workspace_id = $1', [id]);
  await sql.query(
    `UPDATE trigger_series SET state = 'normal', machine = $2, due_at = now() - interval '1 hour', rejudge_from = NULL,
       judged_from = date_trunc('day', now(), '${ZONE}') - $3::int * interval '1 day',
       judged_until = date_trunc('day', now(), '${ZONE}') - $3::int * interval '1 day' WHERE workspace_id = $1`,
    [id, JSON.stringify(machine), points],
  );
}
