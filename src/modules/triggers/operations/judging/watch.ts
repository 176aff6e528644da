import { In, IsNull } from 'typeorm';

import type { WorkspaceRef } from '../../../../kernel/actor/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Metric } from '../../../metrics/index.js';
import { Workspace } from '../../../people/index.js';
import { settingsOf } from '../../domain/rule-settings.js';
import { TriggerRule } from '../../persistence/trigger-rule.entity.js';
import { TriggerSeries } from '../../persistence/trigger-series.entity.js';

/** A series beside its rule and what it watches, while the series' row is locked. */
export interface Watch {
  readonly series: TriggerSeries;
  readonly rule: TriggerRule;
  /** Null for a rule that counts feedback, and where the metric is archived. */
  readonly metric: Metric | null;
  readonly workspace: WorkspaceRef;
}

/**
 * Locks series in the order of their ids and loads what belongs to them; those of rules that are switched off are left
 * out. One judgement at a time: whoever comes second finds the work done.
 */
export async function lockWatches(tx: Tx, ids: readonly string[]): Promise<Watch[]> {
  if (ids.length === 0) return [];
  await tx.query('SELECT id FROM trigger_series WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
  const series = await tx.findBy(TriggerSeries, { id: In([...ids]) });
  const rules = byId(await tx.findBy(TriggerRule, { id: In(series.map(({ ruleId }) => ruleId)), enabled: true }));
  const workspaces = byId(await tx.findBy(Workspace, { id: In(series.map(({ workspaceId }) => workspaceId)) }));
  const metrics = await metricsOf(tx, [...rules.values()]);
  return series.flatMap((one) => {
    const [rule, workspace] = [rules.get(one.ruleId), workspaces.get(one.workspaceId)];
    if (!rule || !workspace) return [];
    // Rules of before know nothing of the newer settings.
    rule.settings = settingsOf(rule.condition, rule.settings);
    return [{ series: one, rule, workspace, metric: metrics.get(keyOf(rule)) ?? null }];
  });
}

async function metricsOf(tx: Tx, rules: readonly TriggerRule[]): Promise<Map<string, Metric>> {
  const workspaceId = In([...new Set(rules.map((rule) => rule.workspaceId))]);
  const codes = rules.flatMap(({ metricCode }) => (metricCode === null ? [] : [metricCode]));
  if (codes.length === 0) return new Map();
  const metrics = await tx.findBy(Metric, { workspaceId, code: In([...new Set(codes)]), archivedAt: IsNull() });
  return new Map(metrics.map((metric) => [`${metric.workspaceId} ${metric.code}`, metric]));
}

function keyOf({ workspaceId, metricCode }: TriggerRule): string {
  return `${workspaceId} ${metricCode ?? ''}`;
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
