import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** Who is asked for an approval hears of it; once it is decided, who owes the work and who asked. */
@ReactsTo({ name: 'notify-approval', on: ['approval.requested', 'approval.approved', 'approval.declined'] })
export class NotifyApproval implements Reaction {
  constructor(private readonly tell: Tell) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { actorId, askedIds = [], assigneeId, requestedBy, ...facts } = event.payload as unknown as EventFacts;
    const params = { itemKey: facts.itemKey ?? '', title: facts.title ?? '' };
    if (event.type === 'approval.requested') {
      await this.tell.people(
        tx,
        event,
        'approval.requested',
        askedIds.filter((id) => id !== actorId),
        params,
      );
      return;
    }
    const kind = event.type === 'approval.approved' ? 'approval.approved' : 'approval.declined';
    await this.tell.people(
      tx,
      event,
      kind,
      [assigneeId, requestedBy].filter((id) => id !== actorId),
      params,
    );
  }
}
