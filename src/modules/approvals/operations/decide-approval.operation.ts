import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor, principalOf } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { may } from '../../people/index.js';
import { OwedAccess, OwedClock } from '../../schedules/index.js';
import { APPROVAL_NOUN, APPROVAL_STATUS_NAMES, type Decision } from '../domain/approval-words.js';
import { Approval } from '../persistence/approval.entity.js';
import { approvalFacts } from './approval-facts.js';

export interface GivenDecision {
  readonly decision: Decision;
  readonly reason?: string | null;
}

const THE_APPROVER = {
  en: 'whoever was asked, to whom he has handed over his approvals, or an admin',
  'zh-CN': '被请求审批的人、其受托人或管理员',
};
const NOT_HIS_OWN = { en: 'somebody who does not owe it himself', 'zh-CN': '执行人以外的人' };
const REASON_NEEDED = { en: 'say why it is declined', 'zh-CN': '驳回须说明原因' };

/** Gives or refuses the leave that was asked for; the clock that waited for it goes on. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly owed: OwedAccess,
    private readonly owedClock: OwedClock,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, { decision, reason = null }: GivenDecision): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id };
      const found = await tx.findOneBy(Approval, where);
      if (!found) throw notFound(APPROVAL_NOUN);
      await this.items.ofRecord(actor, found.itemId, APPROVAL_NOUN, tx);
      const at = await this.owed.forWork(tx, actor, found.kind, found.recordId);
      const approval = await tx.findOneOrFail(Approval, { where, lock: { mode: 'pessimistic_write' } });
      if (approval.version !== version) throw new DomainError('stale_version');
      refuseUnlessAsked(actor, approval, at.record.assigneeId);
      refuseUnlessPending(approval, decision);
      const isSilent = decision === 'declined' && !reason;
      refuseFields(isSilent ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : []);
      const by = { decidedBy: actor.userId, decidedOnBehalfOf: actor.onBehalfOf ?? null, decidedAt: this.clock.now() };
      await tx.update(Approval, { id }, { ...by, status: decision, reason, version: version + 1 });
      await this.owedClock.waitFor(tx, actor, at, null);
      await this.journal.record(tx, actor, {
        type: `approval.${decision}`,
        subject: { type: 'approval', id },
        itemId: approval.itemId,
        changes: { status: { from: approval.status, to: decision } },
        reason,
        facts: approvalFacts(approval, at),
      });
    });
  }
}

function refuseUnlessAsked(actor: Actor, { approverId }: Approval, assigneeId: string): void {
  const by = principalOf(actor);
  const isHis = may(by, 'approvals.decide', { assignee: by.userId === approverId });
  if (!isHis) throw new DomainError('not_yours', { who: THE_APPROVER });
  // He may have been given the work since he was asked, and who stands in for him may owe it.
  if (actsFor(actor, assigneeId)) throw new DomainError('not_yours', { who: NOT_HIS_OWN });
}

function refuseUnlessPending({ status }: Approval, decision: Decision): void {
  if (status === 'pending') return;
  const [from, to] = [APPROVAL_STATUS_NAMES[status], APPROVAL_STATUS_NAMES[decision]];
  throw new DomainError('illegal_state', { what: APPROVAL_NOUN, from, to });
}
