import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';

/** The days after full launch in which one metric must stay within the band, one record a cycle (T-34). */
@Entity('watch_windows')
export class WatchWindow {
  @ForeignKey('items', { name: 'watch_windows_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'watch_windows_pkey' })
  itemId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'watch_windows_pkey' })
  cycle!: number;

  @Column('uuid')
  workspaceId!: string;

  /** Code in the metric dictionary. */
  @Column('text')
  metric!: string;

  /** Of the metric's definition when the window was set; null where nobody kept it yet. */
  @Column('integer', { nullable: true })
  metricVersion!: number | null;

  @Column('text')
  period!: Period;

  @Column('date')
  firstDay!: string;

  @Column('date')
  lastDay!: string;
}
