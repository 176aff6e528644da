import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { mayDo } from '../domain/policy.js';
import { Delegation } from '../persistence/delegation.entity.js';
import { DELEGATION_NOUN } from '../queries/delegations.query.js';

const THEIRS = { en: 'who gave it, who holds it, or an admin', 'zh-CN': '委托人、被委托人或管理员' };
const ENDED = { en: 'It is over or revoked already.', 'zh-CN': '该委托已结束或已撤销。' };

/** Takes a delegation back, or gives it back, before its last day. */
@Injectable()
export class RevokeDelegation {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, reason: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id };
      const delegation = await tx.findOne(Delegation, { where, lock: { mode: 'pessimistic_write' } });
      if (!delegation) throw notFound(DELEGATION_NOUN);
      const isTheirs = [delegation.giverId, delegation.delegateId].includes(actor.userId ?? '');
      const isAdmin = actor.role === 'system' || mayDo(actor.role, 'members.manage');
      if (!isTheirs && !isAdmin) throw new DomainError('not_yours', { who: THEIRS });
      if (delegation.version !== version) throw new DomainError('stale_version');
      const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
      if (delegation.revokedAt !== null || delegation.toOn < today)
        throw new DomainError('conflict', { reason: ENDED });
      await this.revoke(tx, actor, delegation, reason);
    });
  }

  /** A locked one that stands. */
  async revoke(
    tx: Tx,
    actor: Actor,
    { id, version, giverId, delegateId }: Delegation,
    reason: string | null,
  ): Promise<void> {
    const revokedAt = this.clock.now();
    await tx.update(Delegation, { id }, { revokedAt, revokedBy: actor.userId, version: version + 1 });
    await this.journal.record(tx, actor, {
      type: 'delegation.revoked',
      subject: { type: 'delegation', id },
      changes: { revokedAt: { from: null, to: revokedAt } },
      reason,
      facts: { giverId, delegateId },
    });
  }
}
