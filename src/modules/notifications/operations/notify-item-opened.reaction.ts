import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Members } from '../../people/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

/** An item that a rule opened belongs to nobody yet, so every lead hears of it. */
@ReactsTo({ name: 'notify-item-opened', on: ['item.opened'] })
export class NotifyItemOpened implements Reaction {
  constructor(
    private readonly tell: Tell,
    private readonly members: Members,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { triggerRuleId, key = '', title = '' } = event.payload as unknown as EventFacts;
    if (triggerRuleId == null) return;
    const leads = (await this.members.list(event.workspaceId, tx)).filter(
      ({ role }) => role === 'lead' || role === 'admin',
    );
    const whom = leads.map(({ userId }) => userId);
    await this.tell.people(tx, event, 'item.opened', whom, { itemKey: key, title });
  }
}
