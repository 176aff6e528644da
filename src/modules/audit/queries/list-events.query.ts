import { Injectable } from '@nestjs/common';

import { decodeCursor, type Page, pageOf, serving, Transactions } from '../../../platform/database/index.js';
import { AuditContent } from '../persistence/audit-content.entity.js';
import { AuditEvent } from '../persistence/audit-event.entity.js';

/** What the reader wants to see of a workspace's trail. */
export interface EventFilter {
  readonly workspaceId: string;
  readonly itemId?: string;
  readonly actorId?: string;
  readonly action?: string;
  readonly source?: string;
  /** Only events that changed at least one of these fields. */
  readonly changedAnyOf?: readonly string[];
  /** ISO 8601, inclusive. */
  readonly from?: string;
  /** ISO 8601, exclusive. */
  readonly to?: string;
}

export interface EventQuestion extends EventFilter {
  readonly limit: number;
  readonly cursor?: string;
  /** Newest first instead of oldest first. */
  readonly newestFirst?: boolean;
}

export type EventRow = Omit<AuditEvent & AuditContent, 'salt' | 'salts' | 'eventId'> & {
  /** Null for the product itself, and for somebody who was erased. */
  readonly actorName: string | null;
  readonly actorErased: boolean;
  readonly onBehalfOfName: string | null;
  readonly onBehalfOfErased: boolean;
};

const COLUMNS = `
  e.id, e.workspace_id AS "workspaceId", e.occurred_at AS "occurredAt", e.action, e.subject_type AS "subjectType",
  e.subject_id AS "subjectId", e.item_id AS "itemId", e.actor_id AS "actorId", e.on_behalf_of AS "onBehalfOf",
  e.actor_role AS "actorRole", e.source, e.request_id AS "requestId", c.reason, c.changes, c.erased,
  CASE WHEN gone.user_id IS NULL THEN person.name END AS "actorName", gone.user_id IS NOT NULL AS "actorErased",
  CASE WHEN absent.user_id IS NULL THEN principal.name END AS "onBehalfOfName",
  absent.user_id IS NOT NULL AS "onBehalfOfErased"`;

const CONDITIONS = {
  itemId: 'e.item_id = ',
  actorId: 'e.actor_id = ',
  action: 'e.action = ',
  source: 'e.source = ',
  changedAnyOf: 'c.changes ?| ',
  from: 'e.occurred_at >= ',
  to: 'e.occurred_at < ',
} as const satisfies Partial<Record<keyof EventFilter, string>>;

/** The trail in the order in which it was written. */
@Injectable()
export class ListEvents {
  constructor(private readonly transactions: Transactions) {}

  async run({ limit, cursor, newestFirst = false, ...filter }: EventQuestion): Promise<Page<EventRow>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 'number')[0];
    const rows = await this.rows(filter, { limit: limit + 1, after, newestFirst });
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Every event that fits, page by page, so that any number of them needs the memory of a page. */
  async *all(filter: EventFilter, pageSize: number): AsyncGenerator<readonly EventRow[]> {
    let after: number | undefined;
    for (;;) {
      const page = { limit: pageSize, after, newestFirst: false };
      // Whoever takes the pages may be a stream, which serves nobody.
      const rows = await serving(filter.workspaceId, () => this.rows(filter, page));
      if (rows.length > 0) yield rows;
      if (rows.length < pageSize) return;
      after = rows.at(-1)?.id;
    }
  }

  private async rows(
    filter: EventFilter,
    { limit, after, newestFirst }: { limit: number; after: number | undefined; newestFirst: boolean },
  ): Promise<EventRow[]> {
    const params: unknown[] = [filter.workspaceId];
    const conditions = ['e.workspace_id = $1'];
    const where = (condition: string, value: unknown): void =>
      void conditions.push(`${condition}$${params.push(value)}`);
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = filter[name as keyof typeof CONDITIONS];
      if (value !== undefined && value !== null) where(condition, value);
    }
    if (after !== undefined) where(newestFirst ? 'e.id < ' : 'e.id > ', after);
    return this.transactions.reader.query<EventRow[]>(
      `SELECT ${COLUMNS} FROM audit_events e
         LEFT JOIN audit_contents c ON c.event_id = e.id AND c.workspace_id = e.workspace_id
         LEFT JOIN users person ON person.id = e.actor_id LEFT JOIN users principal ON principal.id = e.on_behalf_of
         LEFT JOIN audit_erasures gone ON gone.workspace_id = e.workspace_id AND gone.user_id = e.actor_id
         LEFT JOIN audit_erasures absent ON absent.workspace_id = e.workspace_id AND absent.user_id = e.on_behalf_of
       WHERE ${conditions.join(' AND ')} ORDER BY e.id ${newestFirst ? 'DESC' : ''} LIMIT $${params.push(limit)}`,
      params,
    );
  }
}
