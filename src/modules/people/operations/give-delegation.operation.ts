import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { delegationProblems, type Handing } from '../domain/delegation-rules.js';
import { mayDo } from '../domain/policy.js';
import { Delegation } from '../persistence/delegation.entity.js';
import { Membership } from '../persistence/membership.entity.js';

export interface NewDelegation extends Omit<Handing, 'giverId'> {
  /** The actor himself when left out; an admin may say somebody else. */
  readonly giverId?: string | null;
  readonly reason: string;
}

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const AN_ADMIN = { en: 'the person himself or an admin', 'zh-CN': '本人或管理员' };

/** Hands somebody's approvals over to another member, for days. */
@Injectable()
export class GiveDelegation {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new delegation's id */
  async run(actor: Actor, { giverId: given, reason, ...days }: NewDelegation): Promise<string> {
    const giverId = given ?? actor.userId ?? '';
    if (giverId !== actor.userId && !(actor.role !== 'system' && mayDo(actor.role, 'members.manage'))) {
      throw new DomainError('not_yours', { who: AN_ADMIN });
    }
    return this.transactions.run(async (tx) => {
      await this.check(tx, actor, { ...days, giverId });
      const written = { ...days, giverId, reason };
      const id = newId();
      await tx.insert(Delegation, {
        ...written,
        id,
        workspaceId: actor.workspace.id,
        createdBy: actor.userId ?? giverId,
        createdAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'delegation.given',
        subject: { type: 'delegation', id },
        changes: changesBetween({}, written),
        reason,
        facts: { giverId, delegateId: days.delegateId },
      });
      return id;
    });
  }

  private async check(tx: Tx, actor: Actor, wanted: Handing): Promise<void> {
    const people = await this.lockBoth(tx, actor.workspace.id, wanted);
    const roleOf = (id: string) => people.find(({ userId }) => userId === id)?.role;
    const [giver, delegate] = [roleOf(wanted.giverId), roleOf(wanted.delegateId)];
    refuseFields([
      ...(giver ? [] : [{ field: 'giverId', code: 'no_member', message: NO_MEMBER }]),
      ...(delegate ? [] : [{ field: 'delegateId', code: 'no_member', message: NO_MEMBER }]),
    ]);
    if (!giver || !delegate) return;
    const standing = await tx.query<Handing[]>(
      `SELECT giver_id AS "giverId", delegate_id AS "delegateId", from_on AS "fromOn", to_on AS "toOn" FROM delegations
       WHERE workspace_id = $1 AND revoked_at IS NULL
         AND (giver_id = ANY($2::uuid[]) OR delegate_id = ANY($2::uuid[]))`,
      [actor.workspace.id, [wanted.giverId, wanted.delegateId]],
    );
    const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
    refuseFields(delegationProblems(wanted, { giver, delegate }, standing, today));
  }

  /** Both memberships until the transaction ends: of two that would meet, given at once, the second sees the first. */
  private lockBoth(tx: Tx, workspaceId: string, { giverId, delegateId }: Handing): Promise<Membership[]> {
    return tx
      .createQueryBuilder(Membership, 'member')
      .where('member.workspaceId = :workspaceId AND member.userId IN (:...people) AND member.deactivatedAt IS NULL', {
        workspaceId,
        people: [giverId, delegateId],
      })
      .orderBy('member.userId')
      .setLock('pessimistic_write')
      .getMany();
  }
}
