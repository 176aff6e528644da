import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Members } from '../../people/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** What failed for good waits for the admins: nobody else can have it tried again. */
@ReactsTo({ name: 'notify-failures', on: ['dead_letter.reported', 'webhook.gave_up'] })
export class NotifyFailures implements Reaction {
  constructor(
    private readonly tell: Tell,
    private readonly members: Members,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { count = 0, names = '' } = event.payload as unknown as EventFacts;
    const kind = event.type === 'webhook.gave_up' ? 'webhook.gave_up' : 'dead_letter.reported';
    const admins = (await this.members.list(event.workspaceId, tx)).filter(({ role }) => role === 'admin');
    const whom = admins.map(({ userId }) => userId);
    await this.tell.people(tx, event, kind, whom, { count, names });
  }
}
