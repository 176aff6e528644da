import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { Baseline } from '../persistence/baseline.entity.js';

/** The frozen baseline of a cycle (the current one when none is named); null until it is frozen. */
@Injectable()
export class ShowBaseline {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  async run(actor: Actor, key: string, asked?: number): Promise<{ cycle: number; baseline: Baseline | null }> {
    const item = await this.items.find(actor, key);
    const cycle = asked ?? item.cycle;
    return { cycle, baseline: await this.transactions.reader.findOneBy(Baseline, { itemId: item.id, cycle }) };
  }
}
