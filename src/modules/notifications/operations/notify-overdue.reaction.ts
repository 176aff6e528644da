import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** U-03: who owes what is late, and who owns the item. */
@ReactsTo({ name: 'notify-overdue', on: ['task.overdue', 'milestone.overdue'] })
export class NotifyOverdue implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { assigneeId, ownerId, itemKey = '', title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    const kind = event.type === 'task.overdue' ? 'task.overdue' : 'milestone.overdue';
    await this.tell.people(tx, event, kind, [assigneeId, ownerId], { itemKey, title, dueOn });
  }
}
