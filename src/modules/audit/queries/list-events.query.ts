import { Injectable } from '@nestjs/common';

import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { AuditEvent } from '../persistence/audit-event.entity.js';

export interface EventFilter {
  readonly workspaceId: string;
  readonly itemId?: string;
  readonly action?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export type EventRow = AuditEvent & { readonly actorName: string | null };

/** The trail in the order in which it was written, oldest first. */
@Injectable()
export class ListEvents {
  constructor(private readonly transactions: Transactions) {}

  async run({ workspaceId, itemId, action, limit, cursor }: EventFilter): Promise<Page<EventRow>> {
    const query = this.transactions.reader
      .createQueryBuilder(AuditEvent, 'event')
      .leftJoin('users', 'person', 'person.id = event.actor_id')
      .addSelect('person.name', 'actor_name')
      .where('event.workspace_id = :workspaceId', { workspaceId })
      .orderBy('event.id')
      .limit(limit + 1);
    if (itemId) query.andWhere('event.item_id = :itemId', { itemId });
    if (action) query.andWhere('event.action = :action', { action });
    if (cursor) query.andWhere('event.id > :after', { after: decodeCursor(cursor, 'number')[0] });
    const { entities, raw } = await query.getRawAndEntities<{ actor_name: string | null }>();
    const rows = entities.map((event, index) => Object.assign(event, { actorName: raw[index]?.actor_name ?? null }));
    return pageOf(rows, limit, (event) => [event.id]);
  }
}
