import type { Page } from '../../../platform/database/index.js';
import type { DelegationRow } from '../queries/delegations.query.js';

export class DelegationView {
  id!: string;
  giverId!: string;
  giverName!: string;
  delegateId!: string;
  delegateName!: string;
  fromOn!: string;
  /** Last day, included. */
  toOn!: string;
  reason!: string;
  /** Whether it runs today, in the workspace. */
  running!: boolean;
  createdBy!: string;
  createdAt!: string;
  revokedAt!: string | null;
  revokedBy!: string | null;
  version!: number;

  static of({ createdAt, revokedAt, ...row }: DelegationRow): DelegationView {
    return { ...row, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
  }
}

export class DelegationPageView {
  rows!: DelegationView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<DelegationRow>): DelegationPageView {
    return { rows: rows.map((row) => DelegationView.of(row)), nextCursor };
  }
}
