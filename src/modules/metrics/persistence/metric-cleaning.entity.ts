import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { CleaningAction } from '../domain/metric-words.js';
import type { CleaningState, Finding } from '../domain/quality/cleaning-words.js';

/** What is, was or could be done about one point. While it is applied, its raw value stands here. */
@Entity('metric_cleanings')
@Index('metric_cleanings_live', { synchronize: false })
@Index('metric_cleanings_of_metric', ['metricId', 'id'])
export class MetricCleaning {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_cleanings_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  metricId!: string;

  /** The upload whose report proposed it. */
  @ForeignKey('metric_batches', { name: 'metric_cleanings_batch_id_fkey' })
  @Column('uuid')
  batchId!: string;

  @Column('text')
  dimensionKey!: string;

  @Column('timestamptz')
  periodStart!: Date;

  @Column('text')
  finding!: Finding;

  @Column('text')
  state!: CleaningState;

  @Column('text', { nullable: true })
  action!: CleaningAction | null;

  /** Of the up to thirty values around it; null where there is none. */
  @Column('double precision', { nullable: true })
  median!: number | null;

  /** As it arrived; null for a gap. */
  @Column('double precision', { nullable: true })
  rawValue!: number | null;

  @Column('timestamptz', { nullable: true })
  rawRecordedAt!: Date | null;

  @Column('uuid', { nullable: true })
  rawBatchId!: string | null;

  @Column('timestamptz')
  proposedAt!: Date;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  /** Null when a standing rule did. */
  @Column('uuid', { nullable: true })
  decidedBy!: string | null;
}
