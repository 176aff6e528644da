import type { Tx } from '../../../platform/database/index.js';
import { FAILURE_REPORTS } from '../../../platform/jobs/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Members } from '../../people/index.js';
import type { EventFacts } from '../domain/event-facts.js';
import { Tell } from './tell.js';

const TOLD = [...FAILURE_REPORTS, 'webhook.stopped'] as const;

/** What failed for good waits for the admins: nobody else can have it tried again. */
@ReactsTo({ name: 'notify-failures', on: TOLD })
export class NotifyFailures implements Reaction {
  constructor(
    private readonly tell: Tell,
    private readonly members: Members,
  ) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const { count = 0, names = '', name = '', because = '' } = event.payload as unknown as EventFacts;
    const kind = TOLD.find((type) => type === event.type);
    if (kind === undefined) return;
    const admins = (await this.members.list(event.workspaceId, tx)).filter(({ role }) => role === 'admin');
    const whom = admins.map(({ userId }) => userId);
    await this.tell.people(tx, event, kind, whom, kind === 'webhook.stopped' ? { name, because } : { count, names });
  }
}
