import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** Who is given a date of a recurring rule hears of it, unless he took it himself. */
@ReactsTo({ name: 'notify-occurrence-given', on: ['occurrence.changed', 'occurrence.reopened'] })
export class NotifyOccurrenceGiven implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { actorId, givenTo, title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    if (givenTo === actorId) return;
    await this.tell.people(tx, event, 'occurrence.assigned', [givenTo], { title, dueOn });
  }
}
