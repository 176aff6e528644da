import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** E-04: the one person whom a step of the ladder has reached. */
@ReactsTo({ name: 'notify-escalated', on: ['escalation.raised'] })
export class NotifyEscalated implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { told, itemKey = '', title = '', ...facts } = event.payload as unknown as EventFacts;
    const params = { itemKey, title, step: facts.stepName ?? '', about: facts.aboutName ?? '' };
    await this.tell.people(tx, event, 'escalation.raised', [told], params);
  }
}
