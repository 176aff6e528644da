import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../../kernel/time/index.js';

/** What is expected of a metric from a day on, until the next such day. */
@Entity('metric_targets')
export class MetricTarget {
  @ForeignKey('metrics', { name: 'metric_targets_metric_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_targets_pkey' })
  metricId!: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'metric_targets_pkey' })
  validFrom!: LocalDate;

  @Column('uuid')
  workspaceId!: string;

  @Column('double precision')
  value!: number;
}
