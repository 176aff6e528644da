import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { SettleWatches } from '../operations/settle-watches.operation.js';

/** An item that somebody reopens is no longer watched. */
@ReactsTo({ name: 'stop-watch', on: ['item.stage_advanced'] })
export class StopWatchReaction implements Reaction {
  constructor(private readonly settleWatches: SettleWatches) {}

  async react({ id, payload }: OutboxEvent, tx: Tx): Promise<void> {
    const { transition, itemId } = payload;
    if (transition !== 'reopen' || itemId === null) return;
    await this.settleWatches.ofItem(tx, itemId, `event-${id}`);
  }
}
