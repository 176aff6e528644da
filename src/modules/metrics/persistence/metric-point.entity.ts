import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The value of a series (a metric, or one of its segments) in one period. The key begins with the metric and no foreign
 * key leads out, so that the table can be distributed over machines by it (design, section 7). Partitioned by quarter.
 */
@Entity('metric_points')
export class MetricPoint {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_points_pkey' })
  metricId!: string;

  /** Empty for the metric as a whole: `channel=app&segment=new`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'metric_points_pkey', default: '' })
  dimensionKey!: string;

  /** First instant of the period in the workspace's zone. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'metric_points_pkey' })
  periodStart!: Date;

  @Column('uuid')
  workspaceId!: string;

  /** What everybody reads. Where it was cleaned, the raw value stands in the cleaning. */
  @Column('double precision')
  value!: number;

  /** When this value arrived; a restated value arrived when it was restated. */
  @Column('timestamptz')
  recordedAt!: Date;

  /** The upload it came with, which knows its author; null where a median fills a gap. */
  @Column('uuid', { nullable: true })
  batchId!: string | null;
}
