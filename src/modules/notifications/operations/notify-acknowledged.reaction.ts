import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** Whoever was told before him need not ask whether somebody has taken it on. */
@ReactsTo({ name: 'notify-acknowledged', on: ['escalation.acknowledged'] })
export class NotifyAcknowledged implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { others = [], itemKey, title = '', note = '', until = '' } = event.payload as unknown as EventFacts;
    const params = { title, note, until };
    if (itemKey === undefined) return this.tell.people(tx, event, 'occurrence.acknowledged', others, params);
    return this.tell.people(tx, event, 'escalation.acknowledged', others, { ...params, itemKey });
  }
}
