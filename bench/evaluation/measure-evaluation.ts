import { performance } from 'node:perf_hooks';

import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';

import { EvaluateMetrics } from '../../src/modules/triggers/jobs/evaluate-metrics.sweep.js';
import { EvaluateRules } from '../../src/modules/triggers/jobs/evaluate-rules.reaction.js';
import { serving, Transactions } from '../../src/platform/database/index.js';
import type { OutboxEvent } from '../../src/platform/outbox/index.js';
import { beginAgain, type RuleWorkspace } from './fill-series.js';

const BATCH = 250;

/** Median time, in milliseconds, of judging after one point of one metric has come, in each workspace by turns. */
export async function onePoint(
  app: INestApplicationContext,
  sql: pg.Client,
  workspaces: readonly RuleWorkspace[],
  rounds: number,
): Promise<number[]> {
  const times = workspaces.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, workspace] of workspaces.entries())
      times[place]?.push(await judgeOne(app, sql, workspace, round));
  }
  // The first rounds find cold caches.
  return times.map((list) => medianOf(list.slice(Math.floor(rounds / 5))));
}

async function judgeOne(
  app: INestApplicationContext,
  sql: pg.Client,
  { id, metricIds }: RuleWorkspace,
  round: number,
): Promise<number> {
  const metricId = metricIds[(round * 7_919) % metricIds.length];
  const { rows } = await sql.query<{ code: string; start: Date }>(
    `UPDATE metric_points p SET value = 90 + 20 * random() FROM metrics m
     WHERE m.id = p.metric_id AND p.metric_id = $1 AND p.period_start = (
       SELECT max(period_start) FROM metric_points WHERE metric_id = $1) RETURNING m.code, p.period_start AS start`,
    [metricId],
  );
  const payload = { metricCode: rows[0]?.code, firstStart: rows[0]?.start.toISOString() };
  const event = { type: 'metric.points_recorded', workspaceId: id, payload } as unknown as OutboxEvent;
  const began = performance.now();
  await serving(id, () =>
    app.get(Transactions).run((tx) => app.get(EvaluateRules, { strict: false }).react(event, tx)),
  );
  return performance.now() - began;
}

export interface FullEvaluation {
  /** In milliseconds. */
  readonly product: number;
  readonly bare: number;
  readonly periods: number;
}

/** Judging every period of every series, beside reading the same rows with bare `pg` in the same batches. */
export async function fullEvaluation(
  app: INestApplicationContext,
  sql: pg.Client,
  workspace: RuleWorkspace,
  points: number,
): Promise<FullEvaluation> {
  const bare = await bareRead(sql, workspace);
  await beginAgain(sql, workspace, points);
  await sql.query('VACUUM ANALYZE trigger_series');
  const began = performance.now();
  await serving(workspace.id, () => app.get(EvaluateMetrics, { strict: false }).run(new Date()));
  return { product: performance.now() - began, bare, periods: workspace.metricIds.length * points };
}

async function bareRead(sql: pg.Client, { metricIds }: RuleWorkspace): Promise<number> {
  const began = performance.now();
  for (let first = 0; first < metricIds.length; first += BATCH) {
    await sql.query(
      'SELECT metric_id, period_start, value FROM metric_points WHERE metric_id = ANY($1) ORDER BY 1, 2',
      [metricIds.slice(first, first + BATCH)],
    );
  }
  return performance.now() - began;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
