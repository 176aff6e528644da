import type { ApprovalRow } from '../queries/approval-rows.js';

export class ApprovalView {
  id!: string;
  itemKey!: string;
  cycle!: number;
  /** `task` or `milestone` */
  kind!: string;
  /** Of the task or milestone that waits. */
  recordId!: string;
  title!: string;
  approverId!: string;
  approverName!: string | null;
  /** What is asked. */
  note!: string;
  requestedBy!: string | null;
  requestedByName!: string | null;
  requestedAt!: string;
  /** `pending`, `approved`, `declined` or `withdrawn` */
  status!: string;
  decidedBy!: string | null;
  decidedByName!: string | null;
  /** Whose approval it was, when a delegate gave it. */
  decidedOnBehalfOf!: string | null;
  decidedAt!: string | null;
  reason!: string | null;
  version!: number;

  static of(approval: ApprovalRow): ApprovalView {
    const { id, itemKey, cycle, kind, recordId, title, approverId, approverName, note, status, reason } = approval;
    const { requestedBy, requestedByName, decidedBy, decidedByName, decidedOnBehalfOf, version } = approval;
    const asked = { requestedBy, requestedByName, requestedAt: approval.requestedAt.toISOString() };
    const decidedAt = approval.decidedAt?.toISOString() ?? null;
    const decided = { status, decidedBy, decidedByName, decidedOnBehalfOf, decidedAt, reason };
    return { id, itemKey, cycle, kind, recordId, title, approverId, approverName, note, ...asked, ...decided, version };
  }
}
