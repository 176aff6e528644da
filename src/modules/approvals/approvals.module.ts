import { Global, Module } from '@nestjs/common';

import { ApprovalsController } from './http/approvals.controller.js';
import { ApprovalsHeld } from './operations/approvals-held.js';
import { ApproverRule } from './operations/approver-rule.js';
import { DecideApproval } from './operations/decide-approval.operation.js';
import { RequestApproval } from './operations/request-approval.operation.js';
import { WithdrawApproval } from './operations/withdraw-approval.operation.js';
import { ApprovalsOwed } from './queries/approvals-owed.work.js';
import { ShowApprovals } from './queries/show-approvals.query.js';

/** The leave of a named person that a task or milestone waits for (E-13); whoever owes the work is not late meanwhile. */
@Global()
@Module({
  controllers: [ApprovalsController],
  providers: [
    ApprovalsHeld,
    ApproverRule,
    DecideApproval,
    RequestApproval,
    WithdrawApproval,
    ApprovalsOwed,
    ShowApprovals,
  ],
  exports: [WithdrawApproval],
})
export class ApprovalsModule {}
