import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a metric meant from one change of its definition to the next. */
@Entity('metric_definitions')
export class MetricDefinition {
  @ForeignKey('metrics', { name: 'metric_definitions_metric_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_definitions_pkey' })
  metricId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'metric_definitions_pkey' })
  version!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('jsonb')
  content!: Readonly<Record<string, unknown>>;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  definedAt!: Date;

  @Column('uuid', { nullable: true })
  definedBy!: string | null;
}
