import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { ChartKind, ChartLimits } from '../domain/chart-limits.js';

/** Control limits that a person locked for a series; later ones are a new version, and the old ones stay. */
@Entity('control_limits')
@Unique('control_limits_version', ['metricId', 'dimensionKey', 'period', 'kind', 'version'])
export class ControlLimits implements ChartLimits {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'control_limits_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('metrics', { name: 'control_limits_metric_id_fkey' })
  @Column('uuid')
  metricId!: string;

  /** Empty for the metric as a whole. */
  @Column('text', { default: '' })
  dimensionKey!: string;

  @Column('text')
  period!: Period;

  @Column('text')
  kind!: ChartKind;

  /** 1 for the first. */
  @Column('integer')
  version!: number;

  /** Code of the metric that says what the count is out of. */
  @Column('text', { nullable: true })
  sizeMetric!: string | null;

  @Column('double precision')
  centre!: number;

  @Column('double precision')
  sigma!: number;

  @Column('integer')
  points!: number;

  /** What each place of the season adds. */
  @Column('jsonb', { nullable: true })
  season!: number[] | null;

  @Column('double precision')
  seasonStrength!: number;

  @Column('double precision')
  persistence!: number;

  @Column('double precision', { default: 1 })
  spread!: number;

  /** Version of the metric's definition that they were reckoned under. */
  @Column('integer', { default: 1 })
  definitionVersion!: number;

  /** First and last day of the baseline. */
  @Column('date')
  fromDay!: string;

  @Column('date')
  toDay!: string;

  @Column('text')
  reason!: string;

  @Column('uuid')
  lockedBy!: string;

  @Column('timestamptz')
  lockedAt!: Date;
}
