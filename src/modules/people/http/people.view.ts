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
}

export class InvitedView {
  /** Where the person sets a password; null for somebody who has an account and is a member at once. */
  link!: string | null;
  token!: string | null;
  userId!: string | null;
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
