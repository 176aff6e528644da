import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** Who is given a task hears of it, unless he took it himself. */
@ReactsTo({ name: 'notify-task-assigned', on: ['task.created', 'task.assigned'] })
export class NotifyTaskAssigned implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { actorId, assigneeId, itemKey = '', title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    if (assigneeId === actorId) return;
    await this.tell.people(tx, event, 'task.assigned', [assigneeId], { itemKey, title, dueOn });
  }
}
