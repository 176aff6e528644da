import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** What comes round is told to who owes it; that it is late, to who made the rule as well. */
@ReactsTo({ name: 'notify-occurrence', on: ['occurrence.raised', 'occurrence.overdue'] })
export class NotifyOccurrence implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { assigneeId, ownerId, title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    const kind = event.type === 'occurrence.raised' ? 'occurrence.raised' : 'occurrence.overdue';
    await this.tell.people(tx, event, kind, [assigneeId, ownerId], { title, dueOn });
  }
}
