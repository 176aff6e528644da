import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** The owner hears of every move, his own too, so that his list is the item's story; the team of those of others. */
@ReactsTo({ name: 'notify-stage-advanced', on: ['item.stage_advanced'] })
export class NotifyStageAdvanced implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { actorId, ownerId, key = '', title = '', ...facts } = event.payload as unknown as EventFacts;
    const team = await teamOf(tx, event.payload.itemId);
    await this.tell.people(tx, event, 'item.stage_advanced', [ownerId, ...team.filter((id) => id !== actorId)], {
      itemKey: key,
      title,
      stage: facts.stageName ?? '',
      status: facts.statusName ?? '',
    });
  }
}

// Read by SQL: the team is the items' own, which this module may not import; it may be told apart from the move itself.
async function teamOf(tx: Tx, itemId: string | null): Promise<string[]> {
  const members = await tx.query<{ user_id: string }[]>('SELECT user_id FROM item_team_members WHERE item_id = $1', [
    itemId,
  ]);
  return members.map(({ user_id: userId }) => userId);
}
