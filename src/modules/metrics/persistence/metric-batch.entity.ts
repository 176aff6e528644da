import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Format } from '../domain/ingest/upload.js';

/** An upload, or a computation (`formula`), that changed something. */
@Entity('metric_batches')
@Index('metric_batches_of_metric', { synchronize: false })
export class MetricBatch {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_batches_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('metrics', { name: 'metric_batches_metric_id_fkey' })
  @Column('uuid')
  metricId!: string;

  @Column('text')
  format!: Format | 'formula';

  /** Rows that were sent. */
  @Column('bigint')
  received!: number;

  @Column('bigint')
  inserted!: number;

  @Column('bigint')
  changed!: number;

  /** Rows that repeated one before them. */
  @Column('bigint')
  duplicates!: number;

  @Column('timestamptz')
  firstStart!: Date;

  @Column('timestamptz')
  lastStart!: Date;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;
}
