import type { MemberInLine } from '../queries/member-directory.query.js';

export class JoinedView {
  userId!: string;
  workspaceSlug!: string;
}

export class MemberView {
  userId!: string;
  name!: string;
  email!: string;
  role!: string;
  /** The department he belongs to. */
  unitId!: string | null;
  unitName!: string | null;
  /** Whom he reports to: the head of his department, or of the next above. */
  reportsTo!: string | null;
  reportsToName!: string | null;
  /** Since when he is no member any more. */
  deactivatedAt!: string | null;

  static of({ deactivatedAt, ...member }: MemberInLine): MemberView {
    return { ...member, deactivatedAt: deactivatedAt?.toISOString() ?? null };
  }
}

export class WorkspaceView {
  slug!: string;
  name!: string;
  timeZone!: string;
  /** The thresholds in force. */
  settings!: Record<string, number>;
  version!: number;
}

export class MyWorkspaceView {
  slug!: string;
  name!: string;
  role!: string;
}

export class MeView {
  userId!: string;
  name!: string;
  email!: string;
  workspaces!: MyWorkspaceView[];
}
