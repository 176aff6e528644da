import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { QualityReport } from '../domain/quality/quality-report.js';

/** What was found in an upload. */
@Entity('metric_quality_reports')
export class MetricQualityReport {
  @ForeignKey('metric_batches', { name: 'metric_quality_reports_batch_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metric_quality_reports_pkey' })
  batchId!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('jsonb')
  content!: QualityReport;

  @Column('timestamptz')
  judgedAt!: Date;
}
