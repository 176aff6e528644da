import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { StepStatus } from '../domain/rollout-step.js';

/** One step of carrying a won pilot to everybody: "all shops in the north, by Friday". */
@Entity('rollout_steps')
@Index('rollout_steps_item', ['itemId'])
@Index('rollout_steps_planned_due', ['workspaceId', 'dueOn'], { where: "status = 'planned'" })
export class RolloutStep {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'rollout_steps_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'rollout_steps_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  title!: string;

  /** Who gets it: "10 %", "all shops". */
  @Column('text')
  scope!: string;

  @Column('uuid')
  assigneeId!: string;

  @Column('date')
  dueOn!: string;

  @Column('text', { default: 'planned' })
  status!: StepStatus;

  /** Why it was dropped. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
