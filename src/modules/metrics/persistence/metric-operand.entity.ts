import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A metric that another is computed from. */
@Entity('metric_operands')
@Index('metric_operands_of_code', ['workspaceId', 'operandCode'])
export class MetricOperand {
  @ForeignKey('metrics', { name: 'metric_operands_metric_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_operands_pkey' })
  metricId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'metric_operands_pkey' })
  operandCode!: string;

  @Column('uuid')
  workspaceId!: string;
}
