import { Injectable } from '@nestjs/common';

import type { MessageParams } from '../../../kernel/text/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { seesItem, Workspaces } from '../../people/index.js';
import type { NotificationKind } from '../domain/notification-texts.js';

export interface NotificationFilter {
  readonly unread?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

export interface NotificationRow {
  readonly id: string;
  /** Slug. */
  readonly workspace: string;
  readonly kind: NotificationKind;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly params: MessageParams;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** What a person was told in the workspaces he belongs to, newest first. */
@Injectable()
export class ListNotifications {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
  ) {}

  async run(userId: string, { unread, limit, cursor }: NotificationFilter): Promise<Page<NotificationRow>> {
    const params: unknown[] = [userId, limit + 1];
    // Made confidential since, or out of its team by now: what he was told of the item is gone with it.
    const conditions = ['n.user_id = $1', `(i.id IS NULL OR ${seesItem('i', { userId: '$1', role: 'm.role' })})`];
    if (unread !== undefined) conditions.push(`n.read_at IS ${unread ? '' : 'NOT '}NULL`);
    if (cursor !== undefined) conditions.push(`n.id < $${params.push(decodeCursor(cursor, 'id')[0])}`);
    const sql = `
      SELECT n.id, n.kind, n.subject_type AS "subjectType", n.subject_id AS "subjectId", n.params,
        n.created_at AS "createdAt", n.read_at AS "readAt"
      FROM notifications n JOIN memberships m ON m.workspace_id = n.workspace_id AND m.user_id = n.user_id
      LEFT JOIN items i ON i.id = n.item_id
      WHERE ${conditions.join(' AND ')} ORDER BY n.id DESC LIMIT $2`;
    const rows = await this.workspaces.askInEach(await this.workspaces.ofPerson(userId), async ({ slug }) =>
      (await this.transactions.reader.query<NotificationRow[]>(sql, params)).map((row) => ({
        ...row,
        workspace: slug,
      })),
    );
    return pageOf(rows.sort(newestFirst), limit, ({ id }) => [id]);
  }
}

/** The ids of notifications grow with time. */
function newestFirst({ id: one }: NotificationRow, { id: other }: NotificationRow): number {
  return one > other ? -1 : Number(one < other);
}
