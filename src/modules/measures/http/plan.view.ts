import type { MeasureRow } from '../queries/list-measures.query.js';
import type { ShownApproval } from '../queries/show-plan-approval.query.js';

export class RiskView {
  risk!: string;
  mitigation!: string | null;
}

export class MeasureView {
  id!: string;
  cycle!: number;
  causeId!: string;
  causeStatement!: string;
  causeState!: string;
  title!: string;
  description!: string;
  chosen!: boolean;
  technical!: string | null;
  resources!: string | null;
  risk!: string | null;
  peopleWeeks!: number | null;
  cost!: number | null;
  leadTimeDays!: number | null;
  risks!: RiskView[];
  expectedEffect!: string | null;
  expectedMetricChange!: number | null;
  /** Everybody who wrote a part of it: none of them may approve the plan while it is chosen. */
  authors!: string[];
  createdBy!: string | null;
  createdByName!: string | null;
  createdAt!: string;
  version!: number;

  static of(row: MeasureRow): MeasureView {
    return { ...row, createdAt: row.createdAt.toISOString() };
  }
}

/** All null while the plan, as it is now, is not approved. */
export class PlanApprovalView {
  approvedBy!: string | null;
  approvedByName!: string | null;
  approvedAt!: string | null;
  note!: string | null;

  static of(approval: ShownApproval | null): PlanApprovalView {
    return {
      approvedBy: approval?.approvedBy ?? null,
      approvedByName: approval?.approvedByName ?? null,
      approvedAt: approval?.approvedAt.toISOString() ?? null,
      note: approval?.note ?? null,
    };
  }
}
