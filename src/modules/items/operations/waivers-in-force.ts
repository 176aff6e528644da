import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import type { GateName } from '../domain/item-lifecycle.js';
import { GateRegistry } from '../gates/gate-registry.js';
import type { Item } from '../persistence/item.entity.js';
import { Waiver } from '../persistence/waiver.entity.js';

/** Which of the named gates have a waiver that counts today: approved, of this cycle, not expired, and waivable at all. */
@Injectable()
export class WaiversInForce {
  constructor(private readonly gates: GateRegistry) {}

  async among(tx: Tx, item: Item, names: readonly GateName[], today: string): Promise<GateName[]> {
    const waivable = names.filter((name) => this.gates.isWaivable(name));
    if (waivable.length === 0) return [];
    const waivers = await tx.findBy(Waiver, { itemId: item.id, cycle: item.cycle });
    return waivable.filter((name) =>
      waivers.some(({ gate, approvedAt, expiresOn }) => gate === name && approvedAt !== null && expiresOn >= today),
    );
  }
}
