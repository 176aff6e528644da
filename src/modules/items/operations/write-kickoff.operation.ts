import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import type { Item } from '../persistence/item.entity.js';
import { Kickoff } from '../persistence/kickoff.entity.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';

export type KickoffMinutes = Partial<Omit<Kickoff, 'itemId' | 'cycle' | 'workspaceId'>>;

/** Writes the minutes of this cycle's kickoff meeting; fields left out stay as they are. */
@Injectable()
export class WriteKickoff {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, minutes: KickoffMinutes): Promise<Item> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forChange(tx, actor, key, version, ['kickoff']);
      const identity = { itemId: item.id, cycle: item.cycle };
      const before = (await tx.findOneBy(Kickoff, identity)) ?? {};
      await tx.save(Kickoff, { ...minutes, ...identity, workspaceId: item.workspaceId });
      await touchItem(tx, item, {}, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.kickoff_recorded',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: changesBetween(before, minutes),
      });
      return item;
    });
  }
}
