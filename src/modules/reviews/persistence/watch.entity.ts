import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { Better } from '../domain/before-after.js';
import type { WatchedPeriod, WatchState } from '../domain/watch.js';

/** The watch that closing starts: what was won must stay for so many periods (L-21). */
@Entity('watches')
@Index('watches_watching', ['itemId', 'cycle'], { where: "state = 'watching'" })
@Index('watches_watching_metric', ['workspaceId', 'metric'], { where: "state = 'watching'" })
export class Watch {
  @ForeignKey('items', { name: 'watches_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'watches_pkey' })
  itemId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'watches_pkey' })
  cycle!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  metric!: string;

  /** Of the metric's definition by which the review measured what must stay; null where nobody kept it. */
  @Column('integer', { nullable: true })
  metricVersion!: number | null;

  /** Of the metric's definition when the watch was settled. */
  @Column('integer', { nullable: true })
  settledMetricVersion!: number | null;

  @Column('text')
  period!: Period;

  @Column('text')
  better!: Better;

  @Column('double precision')
  beforeMean!: number;

  @Column('double precision')
  afterMean!: number;

  /** The value that a period must reach. */
  @Column('double precision')
  bound!: number;

  /** Closed periods that must reach it: the workspace's setting when the item was closed. */
  @Column('integer')
  needed!: number;

  /** When the item was closed; periods that begin later count. */
  @Column('timestamptz')
  since!: Date;

  @Column('text', { default: 'watching' })
  state!: WatchState;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  /** What settled it, as it was then. */
  @Column('jsonb', { default: [] })
  periods!: WatchedPeriod[];
}
