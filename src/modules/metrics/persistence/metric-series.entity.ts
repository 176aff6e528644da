import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A series that has had points: the metric as a whole (empty key), or one of its segments. */
@Entity('metric_series')
export class MetricSeries {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_series_pkey' })
  metricId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'metric_series_pkey' })
  dimensionKey!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('timestamptz')
  firstSeenAt!: Date;
}
