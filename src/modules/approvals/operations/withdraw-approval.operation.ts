import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { OwedAccess, OwedClock, type OwedKindName, type OwedRecord } from '../../schedules/index.js';
import { Approval } from '../persistence/approval.entity.js';
import { refuseUnlessTheirs } from './who-may-ask.js';

const NOTHING_ASKED = { en: 'It waits for no approval.', 'zh-CN': '当前没有待审批的请求。' };

/** Takes back what was asked for: it is needed no more, or somebody else is to be asked. */
@Injectable()
export class WithdrawApproval {
  constructor(
    private readonly transactions: Transactions,
    private readonly owed: OwedAccess,
    private readonly owedClock: OwedClock,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param version of the record that waits */
  async run(actor: Actor, kind: OwedKindName, recordId: string, version: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      const at = await this.owed.forWork(tx, actor, kind, recordId);
      refuseUnlessTheirs(actor, at);
      if (at.record.version !== version) throw new DomainError('stale_version');
      if (at.record.approvalId === null) throw new DomainError('conflict', { reason: NOTHING_ASKED });
      await this.close(tx, actor, at.record);
      await this.owedClock.waitFor(tx, actor, at, null);
    });
  }

  /** For a locked record that is owed no more: nobody is left to decide what does not matter. Nothing if it waits for none. */
  async close(
    tx: Tx,
    actor: Actor,
    { approvalId: id, itemId }: Pick<OwedRecord, 'approvalId' | 'itemId'>,
  ): Promise<void> {
    if (id === null) return;
    const written = { status: 'withdrawn' as const, decidedBy: actor.userId, decidedAt: this.clock.now() };
    await tx.update(Approval, { id }, { ...written, version: () => 'version + 1' });
    await this.journal.record(tx, actor, {
      type: 'approval.withdrawn',
      subject: { type: 'approval', id },
      itemId,
      changes: { status: { from: 'pending', to: 'withdrawn' } },
    });
  }
}
