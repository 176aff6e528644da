import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { Sop } from '../persistence/sop.entity.js';
import type { SopShown } from '../queries/show-sops.query.js';
import { WRITING_STAGES } from './sop-access.js';

export interface SopText {
  readonly title: string;
  readonly body: string;
}

/** Drafts a procedure in the item's current cycle. */
@Injectable()
export class DraftSop {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, { title, body }: SopText): Promise<SopShown> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, key, WRITING_STAGES);
      const sop = tx.create(Sop, {
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        title,
        body,
        state: 'draft',
        createdBy: actor.userId,
        createdAt: this.clock.now(),
        writtenBy: actor.userId,
        approvedBy: null,
        approvedAt: null,
        publishedBy: null,
        publishedAt: null,
        supersededBy: null,
        version: 1,
      });
      await tx.insert(Sop, sop);
      await this.journal.record(tx, actor, {
        type: 'sop.drafted',
        subject: { type: 'sop', id: sop.id },
        itemId: item.id,
        changes: changesBetween({}, { title, body }),
      });
      return { sop, itemKey: item.key };
    });
  }
}
