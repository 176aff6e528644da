import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const DEAD_LETTER_KINDS = ['reaction', 'sweep'] as const;
export type DeadLetterKind = (typeof DEAD_LETTER_KINDS)[number];

/**
 * `failing`: a sweep that is still tried again soon; `dead`: given up, or failing for long; `retrying`: somebody asked for
 * another attempt; `resolved`: it has happened after all; `discarded`: somebody decided that it need not happen.
 */
export const DEAD_LETTER_STATES = ['failing', 'dead', 'retrying', 'resolved', 'discarded'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** A reaction to one event, or a sweep in one workspace, that failed for good, and why. */
@Entity('dead_letters')
@Index('dead_letters_reaction', ['eventId', 'name'], { unique: true, where: 'event_id IS NOT NULL' })
@Index('dead_letters_open_sweep', ['workspaceId', 'name'], {
  unique: true,
  where: "kind = 'sweep' AND settled_at IS NULL",
})
@Index('dead_letters_unreported', ['workspaceId'], { where: "state = 'dead' AND reported_at IS NULL" })
@Index('dead_letters_list', ['workspaceId', 'lastFailedAt', 'id'])
export class DeadLetter {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dead_letters_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  kind!: DeadLetterKind;

  /** The reaction's, or the sweep's and of its part: `flag-overdue/FlagOverdueTasks`. */
  @Column('text')
  name!: string;

  /** Null for a sweep, and once the event was removed. */
  @ForeignKey('outbox_events', { name: 'dead_letters_event_id_fkey', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  eventId!: number | null;

  @Column('text', { nullable: true })
  eventType!: string | null;

  /** Whom the event concerns. */
  @Column('jsonb', { nullable: true })
  about!: DeadLetterAbout | null;

  /** What was thrown at the last attempt. */
  @Column('text')
  reason!: string;

  @Column('integer')
  attempts!: number;

  @Column('text')
  state!: DeadLetterState;

  @Column('timestamptz')
  firstFailedAt!: Date;

  @Column('timestamptz')
  lastFailedAt!: Date;

  /** Of a sweep: until then it is left alone. */
  @Column('timestamptz', { nullable: true })
  nextAttemptAt!: Date | null;

  /** When the admins were told; null for what nobody is told of, or not yet. */
  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Column('uuid', { nullable: true })
  settledBy!: string | null;

  @Column('text', { nullable: true })
  settledBecause!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}

export interface DeadLetterAbout {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly itemId: string | null;
}
