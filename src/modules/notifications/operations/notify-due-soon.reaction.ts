import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** E-01: a reminder to who owes it, and to nobody else. */
@ReactsTo({ name: 'notify-due-soon', on: ['task.due_soon', 'milestone.due_soon'] })
export class NotifyDueSoon implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { assigneeId, itemKey = '', title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    const kind = event.type === 'task.due_soon' ? 'task.due_soon' : 'milestone.due_soon';
    await this.tell.people(tx, event, kind, [assigneeId], { itemKey, title, dueOn });
  }
}
