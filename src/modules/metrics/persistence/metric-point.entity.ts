import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The value of a metric in one period. The key begins with the metric and no foreign key leads out, so that the table
 * can be distributed over machines by it (design, section 7).
 */
@Entity('metric_points')
export class MetricPoint {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_points_pkey' })
  metricId!: string;

  /** First instant of the period in the workspace's zone. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'metric_points_pkey' })
  periodStart!: Date;

  @Column('uuid')
  workspaceId!: string;

  @Column('double precision')
  value!: number;

  /** When this value arrived; a corrected value arrived when it was corrected. */
  @Column('timestamptz')
  recordedAt!: Date;

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;
}
