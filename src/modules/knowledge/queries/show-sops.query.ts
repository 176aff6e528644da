import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { SOP_NOUN } from '../domain/sop-words.js';
import { Sop } from '../persistence/sop.entity.js';

export interface SopShown {
  readonly sop: Sop;
  readonly itemKey: string;
}

@Injectable()
export class ShowSops {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** The procedures of every cycle of the item, in the order in which they were drafted. */
  async ofItem(actor: Actor, key: string): Promise<SopShown[]> {
    const { id: itemId, key: itemKey } = await this.items.find(actor, key);
    const sops = await this.transactions.reader.find(Sop, {
      where: { itemId },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return sops.map((sop) => ({ sop, itemKey }));
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<SopShown> {
    const sop = await this.transactions.reader.findOneBy(Sop, { id, workspaceId: actor.workspace.id });
    if (!sop) throw notFound(SOP_NOUN);
    const { key } = await this.items.ofRecord(actor, sop.itemId, SOP_NOUN);
    return { sop, itemKey: key };
  }
}
