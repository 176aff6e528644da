import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type ItemFields, putOffProblems } from '../domain/item-fields.js';
import { Item } from '../persistence/item.entity.js';
import { FieldRules } from './field-rules.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';

/** Changes what is written about an item; fields left out stay. */
@Injectable()
export class EditItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly rules: FieldRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param reason why; needed to put the planned finish off (E-05) */
  async run(
    actor: Actor,
    key: string,
    version: number,
    written: Partial<ItemFields>,
    reason: string | null,
  ): Promise<Item> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forChange(tx, actor, key, version);
      const given = changesBetween(item, written);
      const fields =
        'ownerId' in given ? { ...written, ...(await this.rules.unitOfOwner(tx, actor, written)) } : written;
      const changes = changesBetween(item, fields);
      if (Object.keys(changes).length === 0) return item;
      // A unit out of use since keeps its items; only naming one anew is refused.
      const asked = 'unitId' in changes ? fields : { ...fields, unitId: undefined };
      await this.rules.check(tx, actor, { ...item, ...asked }, putOffProblems(item, fields, reason));
      const classified = 'classification' in changes ? { classifiedBy: actor.userId } : {};
      await touchItem(tx, item, { ...fields, ...classified }, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.edited',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes,
        reason,
        ...('classification' in changes && { facts: { classifiedAs: item.classification, reason } }),
      });
      // With another owner its finish may go on.
      return Object.assign(item, await tx.findOneByOrFail(Item, { id: item.id }));
    });
  }
}
