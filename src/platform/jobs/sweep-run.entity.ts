import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the last run of a sweep went, over all workspaces. */
@Entity('sweep_runs')
export class SweepRun {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sweep_runs_pkey' })
  name!: string;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('integer')
  tookMs!: number;

  /** Rows it acted on. */
  @Column('integer')
  acted!: number;

  /** Parts that failed and belong to no workspace. */
  @Column('integer')
  failedOnce!: number;

  /** In how many workspaces a part failed. */
  @Column('integer')
  failedWorkspaces!: number;
}

/**
 * By how many milliseconds the next run of a sweep is overdue; 0 for one that has never run, whose first tick is still to
 * come, and while it is in time.
 */
export function lagOf(last: Pick<SweepRun, 'startedAt'> | null, everyMs: number, now: Date): number {
  return last === null ? 0 : Math.max(0, now.getTime() - last.startedAt.getTime() - everyMs);
}
