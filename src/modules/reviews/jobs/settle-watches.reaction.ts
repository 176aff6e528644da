import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { SettleWatches } from '../operations/settle-watches.operation.js';

/** New points may settle a watch at once. */
@ReactsTo({ name: 'settle-watches', on: ['metric.points_recorded', 'metric.points_cleaned'] })
export class SettleWatchesReaction implements Reaction {
  constructor(private readonly settleWatches: SettleWatches) {}

  async react({ id, workspaceId, payload }: OutboxEvent, tx: Tx): Promise<void> {
    await this.settleWatches.ofMetric(tx, workspaceId, String(payload['metricCode']), `event-${id}`);
  }
}
