import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { ComputeDependents } from '../operations/formulas/compute-dependents.js';
import { ComputeMetric } from '../operations/formulas/compute-metric.js';

/** Computed metrics follow their operands' points, and their own formula. */
@ReactsTo({
  name: 'compute-metrics',
  on: ['metric.points_recorded', 'metric.points_cleaned', 'metric.created', 'metric.edited'],
})
export class ComputeMetrics implements Reaction {
  constructor(
    private readonly computeMetric: ComputeMetric,
    private readonly computeDependents: ComputeDependents,
  ) {}

  async react({ type, workspaceId, payload }: OutboxEvent, tx: Tx): Promise<void> {
    if (type === 'metric.created' || type === 'metric.edited') {
      if (payload['computed'] === true || payload['redefined'] === true)
        await this.computeMetric.run(tx, payload.subjectId);
      return;
    }
    const touched = { first: new Date(String(payload['firstStart'])), last: new Date(String(payload['lastStart'])) };
    await this.computeDependents.run(tx, workspaceId, String(payload['metricCode']), touched);
  }
}
