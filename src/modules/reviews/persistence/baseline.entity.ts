import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { Better, KeptValue } from '../domain/before-after.js';

/** What the goal metric was before anything was changed, frozen: one record a cycle, with the very values. */
@Entity('item_baselines')
export class Baseline {
  @ForeignKey('items', { name: 'item_baselines_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'item_baselines_pkey' })
  itemId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'item_baselines_pkey' })
  cycle!: number;

  @Column('uuid')
  workspaceId!: string;

  /** Code in the metric dictionary; the goal may be rewritten, this may not. */
  @Column('text')
  metric!: string;

  /** Of the metric's definition by which it was measured; null where nobody kept it yet. */
  @Column('integer', { nullable: true })
  metricVersion!: number | null;

  @Column('text')
  period!: Period;

  /** As the dictionary had it then: turning the metric round later does not turn a loss into a gain. */
  @Column('text')
  better!: Better;

  @Column('date')
  firstDay!: string;

  @Column('date')
  lastDay!: string;

  @Column('double precision')
  mean!: number;

  @Column('jsonb')
  values!: KeptValue[];

  @Column('uuid', { nullable: true })
  frozenBy!: string | null;

  @Column('timestamptz')
  frozenAt!: Date;
}
