import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AnalysisMethod, CauseFields, CauseState, VerificationMethod } from '../domain/cause.js';

/** A possible root cause, its place in the tree, and what testing it showed (table 2-2). */
@Entity('causes')
@Index('causes_item', ['itemId', 'cycle'])
export class Cause implements CauseFields {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'causes_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'causes_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  /** Set once: a parent is always older than its children, so the tree can have no circle. */
  @ForeignKey('causes', { name: 'causes_parent_id_fkey' })
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text')
  method!: AnalysisMethod;

  /** What was thought at first (初步根因假设); `statement` may be sharpened since. */
  @Column('text')
  hypothesis!: string;

  @Column('text')
  statement!: string;

  @Column('text', { nullable: true })
  problemModule!: string | null;

  @Column('text', { nullable: true })
  metricPerformance!: string | null;

  @ForeignKey('data_sources', { name: 'causes_data_source_id_fkey' })
  @Column('uuid', { nullable: true })
  dataSourceId!: string | null;

  @Column('text', { nullable: true })
  verificationMethod!: VerificationMethod | null;

  @Column('text', { nullable: true })
  evidence!: string | null;

  @Column('double precision', { nullable: true })
  impactShare!: number | null;

  @Column('text', { default: 'hypothesis' })
  state!: CauseState;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
