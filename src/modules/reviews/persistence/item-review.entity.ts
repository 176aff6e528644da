import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { KeptValue } from '../domain/before-after.js';

/** The look back on a cycle (复盘): what the metric became, what was learned, and who else says so. */
@Entity('item_reviews')
export class ItemReview {
  @ForeignKey('items', { name: 'item_reviews_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'item_reviews_pkey' })
  itemId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'item_reviews_pkey' })
  cycle!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('date', { nullable: true })
  afterFrom!: string | null;

  @Column('date', { nullable: true })
  afterTo!: string | null;

  @Column('double precision', { nullable: true })
  afterMean!: number | null;

  @Column('jsonb', { default: [] })
  afterValues!: KeptValue[];

  /** Of the metric's definition by which the time after was measured. */
  @Column('integer', { nullable: true })
  afterMetricVersion!: number | null;

  /** After minus before. */
  @Column('double precision', { nullable: true })
  difference!: number | null;

  /** The same as a share of before; null when that is 0. */
  @Column('double precision', { nullable: true })
  relative!: number | null;

  @Column('boolean', { nullable: true })
  rightDirection!: boolean | null;

  /** The target it was held against. */
  @Column('double precision', { nullable: true })
  target!: number | null;

  @Column('boolean', { nullable: true })
  targetReached!: boolean | null;

  @Column('text', { nullable: true })
  lesson!: string | null;

  @Column('uuid', { nullable: true })
  signedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  signedAt!: Date | null;

  @Column('text', { nullable: true })
  signComment!: string | null;
}
