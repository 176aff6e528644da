import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Containment } from '../persistence/containment.entity.js';
import type { Item } from '../persistence/item.entity.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';

export interface ContainmentReport {
  readonly startedAt?: string | null;
  readonly actions: string;
  readonly containedAt?: string | null;
}

/** Reports on the emergency repair of an item; never blocked by a gate or a stage (L-20). */
@Injectable()
export class ContainItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, report: ContainmentReport): Promise<Item> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forChange(tx, actor, key, version);
      const before = await tx.findOneBy(Containment, { itemId: item.id });
      const after = {
        startedAt: report.startedAt ? new Date(report.startedAt) : (before?.startedAt ?? this.clock.now()),
        actions: report.actions,
        containedAt: report.containedAt ? new Date(report.containedAt) : null,
      };
      await tx.save(Containment, { itemId: item.id, workspaceId: item.workspaceId, ...after });
      await touchItem(tx, item, {}, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.containment_reported',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: changesBetween(before ?? {}, after),
      });
      return item;
    });
  }
}
