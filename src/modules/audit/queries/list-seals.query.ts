import { Injectable } from '@nestjs/common';

import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import type { AuditSeal } from '../persistence/audit-seal.entity.js';

export type SealRow = Omit<AuditSeal, 'eventIds' | 'leaves'>;

const COLUMNS = `workspace_id AS "workspaceId", number, previous, first_event AS "firstEvent", last_event AS "lastEvent",
  count, root, sealed_at AS "sealedAt", hash`;

/** The seals of a workspace, newest first: the first of the first page is the head to note down. */
@Injectable()
export class ListSeals {
  constructor(private readonly transactions: Transactions) {}

  async run(workspaceId: string, limit: number, cursor?: string): Promise<Page<SealRow>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, 'number')[0];
    const rows = await this.transactions.reader.query<SealRow[]>(
      `SELECT ${COLUMNS} FROM audit_seals WHERE workspace_id = $1 AND ($2::bigint IS NULL OR number < $2)
       ORDER BY number DESC LIMIT $3`,
      [workspaceId, before, limit + 1],
    );
    return pageOf(rows, limit, ({ number }) => [number]);
  }
}
