import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { OwedAccess, OwedClock, type OwedKindName } from '../../schedules/index.js';
import { APPROVAL_NOUN } from '../domain/approval-words.js';
import { Approval } from '../persistence/approval.entity.js';
import { approvalFacts } from './approval-facts.js';
import { ApproverRule } from './approver-rule.js';
import { refuseUnlessTheirs } from './who-may-ask.js';

export interface WantedApproval {
  readonly approverId: string;
  /** What is asked. */
  readonly note?: string | null;
}

const NOT_OWED = { en: 'What nobody owes any more waits for no approval.', 'zh-CN': '已结束的工作无需审批。' };

/** Asks a named person for leave (E-13). Until he has decided, whoever owes the record is not kept waiting by his own clock. */
@Injectable()
export class RequestApproval {
  constructor(
    private readonly transactions: Transactions,
    private readonly owed: OwedAccess,
    private readonly owedClock: OwedClock,
    private readonly approvers: ApproverRule,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the approval's id */
  async run(actor: Actor, kind: OwedKindName, recordId: string, { approverId, note }: WantedApproval): Promise<string> {
    return this.transactions.run(async (tx) => {
      const at = await this.owed.forWork(tx, actor, kind, recordId);
      const { record, item } = at;
      refuseUnlessTheirs(actor, at);
      if (record.approvalId !== null) throw new DomainError('already_exists', { what: APPROVAL_NOUN });
      if (!at.isOpen) throw new DomainError('conflict', { reason: NOT_OWED });
      refuseFields(await this.approvers.problems(tx, item, record.assigneeId, approverId));
      const written = { kind, recordId, approverId, note: note ?? '' };
      const made = { id: newId(), requestedBy: actor.userId, requestedAt: this.clock.now() };
      const { workspaceId, id: itemId, cycle } = item;
      const approval = tx.create(Approval, { ...written, ...made, workspaceId, itemId, cycle });
      await tx.insert(Approval, approval);
      await this.owedClock.waitFor(tx, actor, at, approval.id);
      const askedIds = await this.approvers.askedFor(tx, actor.workspace, approverId);
      await this.journal.record(tx, actor, {
        type: 'approval.requested',
        subject: { type: 'approval', id: approval.id },
        itemId,
        changes: changesBetween({}, { ...written, status: 'pending' }),
        facts: { ...approvalFacts(approval, at), askedIds },
      });
      return approval.id;
    });
  }
}
