import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { Aggregation, Direction } from '../domain/metric-words.js';

/** An entry of the metric dictionary (指标字典): what is measured, how often, which way is better and what is expected. */
@Entity('metrics')
@Unique('metrics_workspace_code', ['workspaceId', 'code'])
export class Metric {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'metrics_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'metrics_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  /** How people, rules and files name it; never changes. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  nameZh!: string | null;

  @Column('text')
  unit!: string;

  @Column('text')
  direction!: Direction;

  /** The period one point stands for; fixed, since every point is stored at its period's start. */
  @Column('text')
  period!: Period;

  @Column('text')
  aggregation!: Aggregation;

  @Column('double precision', { nullable: true })
  target!: number | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
