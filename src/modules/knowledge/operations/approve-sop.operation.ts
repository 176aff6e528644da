import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { SopShown } from '../queries/show-sops.query.js';
import { refuseUnlessState, SopAccess, touchSop } from './sop-access.js';

const SOMEBODY_ELSE = { en: 'somebody other than who wrote it', 'zh-CN': '编写人以外的人' };

/** Approves a draft that somebody else wrote. */
@Injectable()
export class ApproveSop {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: SopAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version?: number): Promise<SopShown> {
    return this.transactions.run(async (tx) => {
      const { item, sop } = await this.access.forWork(tx, actor, id, version);
      refuseUnlessState(sop, 'draft', 'approved');
      // Who rewrote it last is an author as well: else two authors could wave through each other's words unread.
      const wroteIt = actsFor(actor, sop.createdBy) || actsFor(actor, sop.writtenBy);
      if (wroteIt) throw new DomainError('not_yours', { who: SOMEBODY_ELSE });
      await touchSop(tx, sop, { state: 'approved', approvedBy: actor.userId, approvedAt: this.clock.now() });
      await this.journal.record(tx, actor, {
        type: 'sop.approved',
        subject: { type: 'sop', id },
        itemId: item.id,
        changes: { state: { from: 'draft', to: 'approved' } },
      });
      return { sop, itemKey: item.key };
    });
  }
}
