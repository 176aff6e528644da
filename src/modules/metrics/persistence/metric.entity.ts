import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type {
  Aggregation,
  CleaningAction,
  Direction,
  FreshnessCalendar,
  GapAction,
  MetricClass,
} from '../domain/metric-words.js';

/** An entry of the metric dictionary (指标字典): what is measured, how often, which way is better and what is expected. */
@Entity('metrics')
@Unique('metrics_workspace_code', ['workspaceId', 'code'])
export class Metric {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metrics_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'metrics_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  /** How people, rules and files name it; never changes. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  nameZh!: string | null;

  @Column('text', { nullable: true })
  definition!: string | null;

  @Column('text')
  unit!: string;

  @Column('text')
  direction!: Direction;

  /** The period one point stands for; fixed, since every point is stored at its period's start. */
  @Column('text')
  period!: Period;

  @Column('text')
  aggregation!: Aggregation;

  @Column('text', { nullable: true })
  class!: MetricClass | null;

  @Column('text', { nullable: true })
  scene!: string | null;

  @Column('uuid', { nullable: true })
  ownerId!: string | null;

  @Column('text', { nullable: true })
  source!: string | null;

  /** The n of T+n; null where the manual's own holds (T-58). */
  @Column('smallint', { nullable: true })
  freshnessDays!: number | null;

  @Column('text', { default: 'calendar' })
  freshnessCalendar!: FreshnessCalendar;

  @Column('boolean', { default: false })
  core!: boolean;

  @Column('double precision', { nullable: true })
  target!: number | null;

  @Column('double precision', { nullable: true })
  benchmark!: number | null;

  @Column('text', { nullable: true })
  numerator!: string | null;

  @Column('text', { nullable: true })
  denominator!: string | null;

  @Column('text', { nullable: true })
  formula!: string | null;

  @Column('text', { array: true, default: '{}' })
  dimensions!: string[];

  @Column('text', { nullable: true })
  outlierRule!: CleaningAction | null;

  @Column('text', { nullable: true })
  gapRule!: GapAction | null;

  /** Since when it takes no points any more. */
  @Column('timestamptz', { nullable: true })
  archivedAt!: Date | null;

  /** Of its definition: see `DEFINING`. Verdicts keep the one they used. */
  @Column('integer', { default: 1 })
  definitionVersion!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
