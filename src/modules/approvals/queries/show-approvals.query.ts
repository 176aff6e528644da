import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { APPROVAL_NOUN } from '../domain/approval-words.js';
import { type ApprovalRow, SELECT_APPROVALS } from './approval-rows.js';

/** Approvals as people read them. */
@Injectable()
export class ShowApprovals {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** All cycles of the item, in the order in which they were asked for. */
  async ofItem(actor: Actor, key: string): Promise<ApprovalRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows('a.item_id = $1 ORDER BY a.requested_at, a.id', item.id);
  }

  async one(actor: Actor, id: string): Promise<ApprovalRow> {
    const [found] = await this.rows('a.id = $1', id);
    if (found?.workspaceId !== actor.workspace.id) throw notFound(APPROVAL_NOUN);
    await this.items.ofRecord(actor, found.itemId, APPROVAL_NOUN);
    return found;
  }

  private rows(where: string, id: string): Promise<ApprovalRow[]> {
    return this.transactions.reader.query<ApprovalRow[]>(`${SELECT_APPROVALS} WHERE ${where}`, [id]);
  }
}
