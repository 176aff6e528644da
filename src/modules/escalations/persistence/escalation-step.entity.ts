import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { PassReason, StepRole } from '../domain/escalation-words.js';

/** What became of a step of a round: somebody was told, or it was passed over. Its key keeps it from happening twice. */
@Entity('escalation_steps')
@Index('escalation_steps_person', ['workspaceId', 'userId', 'escalationId'], { where: 'told_at IS NOT NULL' })
export class EscalationStep {
  @ForeignKey('escalations', { name: 'escalation_steps_escalation_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'escalation_steps_pkey' })
  escalationId!: string;

  /** 1 to 4. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'escalation_steps_pkey' })
  level!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  who!: StepRole;

  /** Null where the step has nobody. */
  @Column('uuid', { nullable: true })
  userId!: string | null;

  @Column('timestamptz', { nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  toldAt!: Date | null;

  /** Why it was passed over; null when its person was told. */
  @Column('text', { nullable: true })
  passedBecause!: PassReason | null;
}
