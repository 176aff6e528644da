import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import { KnowledgeEntry } from '../persistence/knowledge-entry.entity.js';

export interface KnowledgeShown {
  readonly entry: KnowledgeEntry;
  readonly itemKey: string;
}

export interface KnowledgeFilter {
  readonly tag?: string;
  readonly limit: number;
  readonly cursor?: string;
}

@Injectable()
export class ShowKnowledge {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** The entries of every cycle of the item, in the order in which they were written. */
  async ofItem(actor: Actor, key: string): Promise<KnowledgeShown[]> {
    const { id: itemId, key: itemKey } = await this.items.find(actor, key);
    const entries = await this.transactions.reader.find(KnowledgeEntry, {
      where: { itemId },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return entries.map((entry) => ({ entry, itemKey }));
  }

  /** The knowledge base of the workspace, newest first. */
  async page(
    { workspace, userId, role }: Actor,
    { tag, limit, cursor }: KnowledgeFilter,
  ): Promise<Page<KnowledgeShown>> {
    const query = this.transactions.reader
      .createQueryBuilder(KnowledgeEntry, 'entry')
      .innerJoin('items', 'item', 'item.id = entry.item_id')
      .addSelect('item.key', 'item_key')
      .where('entry.workspace_id = :workspaceId', { workspaceId: workspace.id })
      .andWhere(seesItem('item', { userId: ':userId', role: ':role' }), { userId, role })
      .orderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (tag) query.andWhere('entry.tags @> ARRAY[:tag]::text[]', { tag });
    if (cursor) query.andWhere('entry.id < :after', { after: decodeCursor(cursor, 'id')[0] });
    const { entities, raw } = await query.getRawAndEntities<{ item_key: string }>();
    const rows = entities.map((entry, index) => ({ entry, itemKey: raw[index]?.item_key ?? '' }));
    return pageOf(rows, limit, ({ entry }) => [entry.id]);
  }
}
