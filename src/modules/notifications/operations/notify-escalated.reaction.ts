import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** E-04: the one person whom a step of the ladder has reached. */
@ReactsTo({ name: 'notify-escalated', on: ['escalation.raised'] })
export class NotifyEscalated implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const {
      told,
      itemKey,
      title = '',
      stepName: step = '',
      aboutName: about = '',
    } = event.payload as unknown as EventFacts;
    // What comes round belongs to no item.
    if (itemKey === undefined) return this.tell.people(tx, event, 'occurrence.escalated', [told], { title, step });
    return this.tell.people(tx, event, 'escalation.raised', [told], { itemKey, title, step, about });
  }
}
