import type { AwaitedApprovals, StandsBecause } from '../queries/awaited-approvals.query.js';

/** Why a clock stands. */
export class StandsBecauseView {
  /** `on_hold`, `blocked`, `approval_to_decide`, `plan_to_approve`, `waiver_to_approve`, `review_to_sign` or `sop_to_approve` */
  because!: string;
  /** Of the approval that is waited for, as in `GET items/{key}/awaited-approvals`; null for a hold or a block. */
  approvalId!: string | null;
  /** Since when somebody owes it; null for a hold or a block. */
  since!: string | null;

  static of({ because, approvalId, since }: StandsBecause): StandsBecauseView {
    return { because, approvalId, since: since?.toISOString() ?? null };
  }
}

/** An approval that an item, or something below it, waits for. */
export class AwaitedApprovalView {
  id!: string;
  /** As in the list of work of whoever owes it: `approval_to_decide`, `plan_to_approve`, `waiver_to_approve`, `review_to_sign` or `sop_to_approve` */
  kind!: string;
  /** Of what is to be approved: the item for its plan and review, the waiver, the procedure, the task or milestone. */
  subjectId!: string;
  /** Who was asked by name; null where whoever is entitled may give it. */
  approverId!: string | null;
  since!: string;
  /** Working days of the workspace that it has waited. */
  workingDays!: number;
  /** Last day on which it can be given; null where there is none. */
  untilOn!: string | null;
  /** The tasks and milestones whose clocks stand for it. */
  recordIds!: string[];

  static of(row: Awaited<ReturnType<AwaitedApprovals['ofItem']>>[number]): AwaitedApprovalView {
    const { id, kind, subjectId, approverId, since, workingDays, untilOn, recordIds } = row;
    return {
      ...{ id, kind, subjectId, approverId, since: since.toISOString(), workingDays, untilOn },
      recordIds: [...recordIds],
    };
  }
}
