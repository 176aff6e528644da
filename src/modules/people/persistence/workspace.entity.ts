import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('workspaces')
@Unique('workspaces_slug_key', ['slug'])
export class Workspace {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspaces_pkey' })
  id!: string;

  /** The name in addresses: lower-case letters, digits and dashes. */
  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  /** IANA zone in which its days begin. */
  @Column('text')
  timeZone!: string;

  @Column('jsonb', { default: {} })
  settings!: Partial<WorkspaceSettings>;

  /** Whether every member must have a second factor. */
  @Column('boolean', { default: false })
  secondFactorRequired!: boolean;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

/** The thresholds of the manual; each is a default that a workspace may change (requirements, section 1). */
export interface WorkspaceSettings {
  /** T-31: people per arm before a pilot is judged. */
  readonly pilotMinimumPerArm: number;
  /** T-32: days a pilot runs at the least. */
  readonly pilotMinimumDays: number;
  /** T-33: confidence of a winner, as a share. */
  readonly pilotConfidence: number;
  /** p below which an uneven split of arms is held to be a fault. Cookie Cats' own split has 0.0086. */
  readonly sampleRatioThreshold: number;
  /** T-34: how far a period may stray after rollout, relative to the mean of the watch window. */
  readonly rolloutBand: number;
  /** Closed periods that the watch after rollout, and the one after closing, must cover. */
  readonly watchPeriods: number;
  /** So many items may rules open for one closing instant; what is more becomes one digest. */
  readonly triggerStormLimit: number;
  /** T-51: days back for which an upload's points are expected; older ones are loaded and told. */
  readonly metricWindowDays: number;
  /** T-52: a value beyond so many times the mean of the others is an outlier. */
  readonly metricOutlierTimes: number;
  /** D-01: per cent of the core metrics' periods that should have a value. */
  readonly metricCoverageAim: number;
}

export const DEFAULT_SETTINGS: WorkspaceSettings = {
  pilotMinimumPerArm: 10_000,
  pilotMinimumDays: 7,
  pilotConfidence: 0.95,
  sampleRatioThreshold: 0.001,
  rolloutBand: 0.03,
  watchPeriods: 3,
  triggerStormLimit: 10,
  metricWindowDays: 180,
  metricOutlierTimes: 10,
  metricCoverageAim: 70,
};
