import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import type { SopShown } from '../queries/show-sops.query.js';
import type { SopText } from './draft-sop.operation.js';
import { refuseUnlessState, SopAccess, touchSop } from './sop-access.js';

/** Rewrites a draft; what is approved is fixed. Fields left out stay. */
@Injectable()
export class EditSop {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: SopAccess,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number, text: Partial<SopText>): Promise<SopShown> {
    return this.transactions.run(async (tx) => {
      const { item, sop } = await this.access.forWork(tx, actor, id, version);
      refuseUnlessState(sop, 'draft', 'draft');
      const written = { title: text.title ?? sop.title, body: text.body ?? sop.body };
      const changes = changesBetween(sop, written);
      if (Object.keys(changes).length > 0) {
        await touchSop(tx, sop, { ...written, writtenBy: actor.userId });
        await this.journal.record(tx, actor, {
          type: 'sop.edited',
          subject: { type: 'sop', id },
          itemId: item.id,
          changes,
        });
      }
      return { sop, itemKey: item.key };
    });
  }
}
