import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { eachByItself, type Outcome } from '../../../platform/database/index.js';
import type { ItemFields } from '../domain/item-fields.js';
import { EditItem } from './edit-item.operation.js';

/** One of many: which, as it was read, and what is written about it. */
export interface ItemInBulk {
  readonly key: string;
  readonly version: number;
  readonly change: Partial<ItemFields> & { readonly reason?: string | null };
}

/** Writes about many items in one request, about each by the rules for one and in a transaction of its own (E-15). */
@Injectable()
export class EditItems {
  constructor(private readonly editItem: EditItem) {}

  run(actor: Actor, rows: readonly ItemInBulk[]): Promise<Outcome[]> {
    return eachByItself(rows, async ({ key, version, change: { reason = null, ...fields } }) => {
      return (await this.editItem.run(actor, key, version, fields, reason)).version;
    });
  }
}
