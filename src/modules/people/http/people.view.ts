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
