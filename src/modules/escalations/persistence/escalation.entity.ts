import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { EndReason, SubjectType } from '../domain/escalation-words.js';
import type { SuccessionReason } from '../domain/round.js';

/** One round of telling people, step by step, that something stays late. */
@Entity('escalations')
@Unique('escalations_round', ['subjectType', 'subjectId', 'round'])
// However many workers find the same thing late, one round of it is open.
@Index('escalations_open', ['subjectType', 'subjectId'], { unique: true, where: 'ended_at IS NULL' })
@Index('escalations_to_look', ['workspaceId', 'lookAt', 'id'], { where: 'look_at IS NOT NULL' })
@Index('escalations_item', ['itemId', 'id'])
@Index('escalations_newest', ['workspaceId', 'id'])
export class Escalation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'escalations_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** Null for a date of a recurring rule. */
  @ForeignKey('items', { name: 'escalations_item_id_fkey' })
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  @Column('text')
  subjectType!: SubjectType;

  /** Of the task, milestone or date of a recurring rule; of the item for its containment. */
  @Column('uuid')
  subjectId!: string;

  /** 1 for the first of the subject. */
  @Column('integer')
  round!: number;

  @Column('text')
  startedBecause!: 'late' | SuccessionReason;

  @Column('timestamptz')
  startedAt!: Date;

  /** From when the grace of the next step counts at the earliest: the start, or when the clock last went on. */
  @Column('timestamptz')
  runsFrom!: Date;

  /** When to look at it again; null when only a change can make a difference. */
  @Column('timestamptz', { nullable: true })
  lookAt!: Date | null;

  /** Since when the clock stands. */
  @Column('timestamptz', { nullable: true })
  standsSince!: Date | null;

  /** Who owed it, by when, and how often it had been put off, when it was last looked at. */
  @Column('uuid', { nullable: true })
  owedBy!: string | null;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  @Column('integer', { default: 0 })
  slips!: number;

  @Column('uuid', { nullable: true })
  acknowledgedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt!: Date | null;

  /** What was promised with the acknowledgement. */
  @Column('text', { nullable: true })
  note!: string | null;

  @Column('date', { nullable: true })
  untilOn!: string | null;

  @Column('timestamptz', { nullable: true })
  untilAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endReason!: EndReason | null;

  @Column('integer', { default: 1 })
  version!: number;
}
