import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { MeasureFields, ResourceMark, Risk, RiskMark, TechnicalMark } from '../domain/measure.js';

/** What could be done about a cause, with feasibility, effort, risks and expected effect. */
@Entity('measures')
@Index('measures_item', ['itemId', 'cycle'])
export class Measure implements MeasureFields {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'measures_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'measures_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @ForeignKey('causes', { name: 'measures_cause_id_fkey' })
  @Column('uuid')
  causeId!: string;

  @Column('text')
  title!: string;

  @Column('text')
  description!: string;

  @Column('boolean', { default: true })
  chosen!: boolean;

  @Column('text', { nullable: true })
  technical!: TechnicalMark | null;

  @Column('text', { nullable: true })
  resources!: ResourceMark | null;

  @Column('text', { nullable: true })
  risk!: RiskMark | null;

  @Column('double precision', { nullable: true })
  peopleWeeks!: number | null;

  @Column('double precision', { nullable: true })
  cost!: number | null;

  @Column('integer', { nullable: true })
  leadTimeDays!: number | null;

  @Column('jsonb', { default: [] })
  risks!: Risk[];

  @Column('text', { nullable: true })
  expectedEffect!: string | null;

  @Column('double precision', { nullable: true })
  expectedMetricChange!: number | null;

  /** Everybody who wrote a part of it: none of them may approve it. */
  @Column('uuid', { array: true, default: [] })
  authors!: string[];

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
