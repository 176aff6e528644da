import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

const DUE_SOON = ['task.due_soon', 'milestone.due_soon', 'occurrence.due_soon'] as const;

/** E-01: a reminder to who owes it, and to nobody else. */
@ReactsTo({ name: 'notify-due-soon', on: DUE_SOON })
export class NotifyDueSoon implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { assigneeId, itemKey = '', title = '', dueOn = '' } = event.payload as unknown as EventFacts;
    const kind = DUE_SOON.find((type) => type === event.type);
    if (kind === undefined) return;
    await this.tell.people(tx, event, kind, [assigneeId], { itemKey, title, dueOn });
  }
}
