import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a point said before an upload said otherwise. Like points, without a foreign key. */
@Entity('metric_restatements')
@Index('metric_restatements_of_series', ['metricId', 'dimensionKey', 'periodStart'])
export class MetricRestatement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_restatements_pkey' })
  metricId!: string;

  /** The upload that restated it. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_restatements_pkey' })
  batchId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'metric_restatements_pkey' })
  dimensionKey!: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'metric_restatements_pkey' })
  periodStart!: Date;

  @Column('uuid')
  workspaceId!: string;

  @Column('double precision')
  oldValue!: number;

  @Column('double precision')
  newValue!: number;

  @Column('timestamptz')
  oldRecordedAt!: Date;

  @Column('uuid', { nullable: true })
  oldBatchId!: string | null;

  @Column('timestamptz')
  restatedAt!: Date;
}
