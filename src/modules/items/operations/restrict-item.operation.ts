import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { Item } from '../persistence/item.entity.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';

export interface Restriction {
  readonly confidential: boolean;
  readonly reason?: string | null;
}

/** Makes an item confidential, or open again; in whatever state it is, since a closed item can be as delicate. */
@Injectable()
export class RestrictItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, { confidential, reason = null }: Restriction): Promise<Item> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forMove(tx, actor, key);
      if (item.version !== version) throw new DomainError('stale_version');
      if (item.confidential === confidential) return item;
      await touchItem(tx, item, { confidential }, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.confidentiality_changed',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: { confidential: { from: !confidential, to: confidential } },
        reason,
      });
      return item;
    });
  }
}
