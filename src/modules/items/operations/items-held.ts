import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, type HeldRecord, ProvidesHoldings } from '../../people/index.js';
import { Item } from '../persistence/item.entity.js';

// A closed item that is still watched may reopen by itself (L-21), and somebody must answer for it then.
const LIVE = `(t.status IN ('active', 'on_hold') OR (t.status = 'closed' AND EXISTS
  (SELECT 1 FROM watches w WHERE w.item_id = t.id AND w.cycle = t.cycle AND w.state = 'watching')))`;
const ITEM = { table: 'items', noun: 'item', name: 't.title', itemId: 't.id', isHeld: LIVE, changedAt: 'changed_at' };

function isOther(role: 'owner' | 'sponsor', { itemKey }: HeldRecord): Localised {
  const words = { owner: { en: 'owner', 'zh-CN': '负责人' }, sponsor: { en: 'sponsor', 'zh-CN': '发起人' } }[role];
  return { en: `is the ${words.en} of ${itemKey ?? ''}`, 'zh-CN': `已是 ${itemKey ?? ''} 的${words['zh-CN']}` };
}

/** The items for which a person answers. */
@ProvidesHoldings('items_owned')
export class ItemsOwned extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(journal, { ...ITEM, column: 'owner_id', field: 'ownerId' }, clock);
  }

  async objection(tx: Tx, record: HeldRecord, to: string): Promise<Localised | null> {
    return (await tx.existsBy(Item, { id: record.id, sponsorId: to })) ? isOther('sponsor', record) : null;
  }
}

/** The items that a person sponsors. */
@ProvidesHoldings('items_sponsored')
export class ItemsSponsored extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(journal, { ...ITEM, column: 'sponsor_id', field: 'sponsorId' }, clock);
  }

  async objection(tx: Tx, record: HeldRecord, to: string): Promise<Localised | null> {
    return (await tx.existsBy(Item, { id: record.id, ownerId: to })) ? isOther('owner', record) : null;
  }
}
