import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { StartWatch } from '../operations/start-watch.operation.js';

@ReactsTo({ name: 'start-watch', on: ['item.stage_advanced'] })
export class StartWatchReaction implements Reaction {
  constructor(private readonly startWatch: StartWatch) {}

  async react({ id, workspaceId, payload, occurredAt: closedAt }: OutboxEvent, tx: Tx): Promise<void> {
    const { transition, itemId, cycle } = payload;
    if (transition !== 'close' || itemId === null) return;
    await this.startWatch.run(tx, { itemId, workspaceId, cycle: Number(cycle), closedAt, requestId: `event-${id}` });
  }
}
