import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Waiver } from '../persistence/waiver.entity.js';
import { ItemAccess } from './item-access.js';
import { WAIVER_NOUN } from './waive-gate.operation.js';

const DECIDED = {
  en: 'The waiver is approved or refused already.',
  'zh-CN': '该豁免已获批准或已被拒绝。',
};

/**
 * Refuses a waiver, or takes it back: nobody waits for it any more. It needs no signature, since it gives no leave; who asked
 * for it may do it as well.
 */
@Injectable()
export class RefuseWaiver {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, conflict for one that is decided */
  async run(actor: Actor, key: string, waiverId: string, refusalReason: string): Promise<Waiver> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key);
      const where = { id: waiverId, itemId: item.id };
      const waiver = await tx.findOne(Waiver, { where, lock: { mode: 'pessimistic_write' } });
      if (!waiver) throw notFound(WAIVER_NOUN);
      if (waiver.approvedAt !== null || waiver.refusedAt !== null)
        throw new DomainError('conflict', { reason: DECIDED });
      const { userId: refusedBy, onBehalfOf: refusedOnBehalfOf = null } = actor;
      const refusal = { refusedBy, refusedOnBehalfOf, refusedAt: this.clock.now(), refusalReason };
      await tx.update(Waiver, { id: waiver.id }, refusal);
      await this.journal.record(tx, actor, {
        type: 'waiver.refused',
        subject: { type: 'waiver', id: waiver.id },
        itemId: item.id,
        changes: { refusedBy: { from: null, to: refusedBy } },
        reason: refusalReason,
      });
      return Object.assign(waiver, refusal);
    });
  }
}
