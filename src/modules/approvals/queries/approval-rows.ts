import type { Approval } from '../persistence/approval.entity.js';

export type ApprovalRow = Approval & {
  readonly itemKey: string;
  /** Of what is to be approved. */
  readonly title: string;
  readonly approverName: string | null;
  readonly requestedByName: string | null;
  readonly decidedByName: string | null;
};

// The titles by SQL: whoever approves tasks and milestones wants one list, and neither module has to know the other.
export const SELECT_APPROVALS = `
  SELECT a.id, a.workspace_id AS "workspaceId", a.item_id AS "itemId", a.cycle, a.kind, a.record_id AS "recordId",
    a.approver_id AS "approverId", a.note, a.requested_by AS "requestedBy", a.requested_at AS "requestedAt", a.status,
    a.decided_by AS "decidedBy", a.decided_on_behalf_of AS "decidedOnBehalfOf", a.decided_at AS "decidedAt", a.reason,
    a.version, i.key AS "itemKey", coalesce(t.title, n.title, '') AS title, approver.name AS "approverName",
    requester.name AS "requestedByName", decider.name AS "decidedByName"
  FROM approvals a JOIN items i ON i.id = a.item_id
    LEFT JOIN tasks t ON t.id = a.record_id LEFT JOIN milestones n ON n.id = a.record_id
    LEFT JOIN users approver ON approver.id = a.approver_id LEFT JOIN users requester ON requester.id = a.requested_by
    LEFT JOIN users decider ON decider.id = a.decided_by`;
