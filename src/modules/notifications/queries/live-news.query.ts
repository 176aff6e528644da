import { Injectable } from '@nestjs/common';

import { serving, Transactions } from '../../../platform/database/index.js';
import { seesItem, Workspaces } from '../../people/index.js';
import type { StreamPosition } from '../domain/stream-position.js';
import type { NotificationRow } from './list-notifications.query.js';

const PAGE = 50;
/** No transaction lasts as long. It bounds what comes again from a database that was restored, whose transactions count anew. */
const LONGEST_TRANSACTION_MS = 3_600_000;

const BETWEEN = `
  SELECT n.id, n.kind, n.subject_type AS "subjectType", n.subject_id AS "subjectId", n.params,
    n.created_at AS "createdAt", n.read_at AS "readAt"
  FROM notifications n
  JOIN memberships m ON m.workspace_id = n.workspace_id AND m.user_id = n.user_id AND m.deactivated_at IS NULL
  LEFT JOIN items i ON i.id = n.item_id
  WHERE n.workspace_id = $1 AND n.user_id = $2 AND n.id > $3
    AND NOT pg_visible_in_snapshot(n.transaction_id::text::xid8, $4::pg_snapshot)
    AND pg_visible_in_snapshot(n.transaction_id::text::xid8, $5::pg_snapshot)
    AND (i.id IS NULL OR ${seesItem('i', { userId: '$2', role: 'm.role' })})
  ORDER BY n.id LIMIT ${PAGE}`;

/** What a person was told between two places of his stream. */
@Injectable()
export class LiveNews {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
  ) {}

  /** The place of who has seen everything up to now. */
  async now(): Promise<StreamPosition> {
    const [position] = await this.transactions.reader.query<StreamPosition[]>(
      `SELECT pg_current_snapshot()::text AS snapshot, (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at`,
    );
    if (!position) throw new Error('PostgreSQL has no snapshot');
    return position;
  }

  /** Page by page, of one workspace after the other: each exactly once, whenever its transaction ended. */
  async *between(userId: string, from: StreamPosition, to: StreamPosition): AsyncGenerator<NotificationRow[]> {
    const least = idAt(from.at - LONGEST_TRANSACTION_MS);
    for (const { id, slug } of await this.workspaces.ofPerson(userId)) {
      let behind = least;
      for (let page: NotificationRow[] | undefined; page === undefined || page.length === PAGE;) {
        const params = [id, userId, behind, from.snapshot, to.snapshot];
        page = await serving(id, () => this.transactions.reader.query<NotificationRow[]>(BETWEEN, params));
        if (page.length > 0) yield page.map((row) => ({ ...row, workspace: slug }));
        behind = page.at(-1)?.id ?? behind;
      }
    }
  }
}

/** The least id (a UUID of version 7, RFC 9562) that was made in that millisecond. */
function idAt(milliseconds: number): string {
  const time = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
