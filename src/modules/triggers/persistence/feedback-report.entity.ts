import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { FeedbackChannel } from '../domain/feedback-words.js';

/** What somebody said about a module: a complaint, an answer to a survey (M-05). */
@Entity('feedback_reports')
@Unique('feedback_reports_external_id', ['workspaceId', 'channel', 'externalId'])
@Index('feedback_reports_of_module', ['workspaceId', 'module', 'reportedAt'])
export class FeedbackReport {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'feedback_reports_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  module!: string;

  @Column('text')
  channel!: FeedbackChannel;

  @Column('text')
  text!: string;

  /** 0 to 10, as NPS asks. */
  @Column('smallint', { nullable: true })
  score!: number | null;

  /** The other system's number: sent twice, it is one report. */
  @Column('text', { nullable: true })
  externalId!: string | null;

  @Column('timestamptz')
  reportedAt!: Date;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;
}
