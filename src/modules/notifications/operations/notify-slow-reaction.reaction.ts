import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Members } from '../../people/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** Nobody has started on what a rule opened: every lead could. */
@ReactsTo({ name: 'notify-slow-reaction', on: ['trigger.reaction_overdue'] })
export class NotifySlowReaction implements Reaction {
  constructor(
    private readonly tell: Tell,
    private readonly members: Members,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { itemKey = '', title = '' } = event.payload as unknown as EventFacts;
    const leads = (await this.members.list(event.workspaceId, tx)).filter(
      ({ role }) => role === 'lead' || role === 'admin',
    );
    const whom = leads.map(({ userId }) => userId);
    await this.tell.people(tx, event, 'trigger.reaction_overdue', whom, { itemKey, title });
  }
}
