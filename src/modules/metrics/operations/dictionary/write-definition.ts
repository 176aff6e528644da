import type { Actor } from '../../../../kernel/actor/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { DEFINING } from '../../domain/metric-words.js';
import { MetricDefinition } from '../../persistence/metric-definition.entity.js';
import { MetricOperand } from '../../persistence/metric-operand.entity.js';
import type { Metric } from '../../persistence/metric.entity.js';

/** Keeps what the metric means under its present version, and what it is computed from. */
export async function writeDefinition(
  tx: Tx,
  actor: Actor,
  metric: Metric,
  operands: readonly string[],
  reason: string | null,
): Promise<void> {
  const { id: metricId, workspaceId, definitionVersion, changedAt, name, period } = metric;
  await tx.insert(MetricDefinition, {
    metricId,
    workspaceId,
    version: definitionVersion,
    content: { name, period, ...Object.fromEntries(DEFINING.map((field) => [field, metric[field]])) },
    reason,
    definedAt: changedAt,
    definedBy: actor.userId,
  });
  await tx.delete(MetricOperand, { metricId });
  if (operands.length === 0) return;
  await tx.insert(MetricOperand, operands.map((operandCode) => ({ metricId, operandCode, workspaceId }))); // prettier-ignore
}
