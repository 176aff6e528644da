import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Item, ITEM_NOUN } from '../../items/index.js';

/** The id under which the trail knows an item. */
@Injectable()
export class ItemByKey {
  constructor(private readonly transactions: Transactions) {}

  /** @throws DomainError not_found */
  async id(workspaceId: string, key: string): Promise<string> {
    const item = await this.transactions.reader.findOne(Item, { where: { workspaceId, key }, select: { id: true } });
    if (!item) throw notFound(ITEM_NOUN);
    return item.id;
  }
}
