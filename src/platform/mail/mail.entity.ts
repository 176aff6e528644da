import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Locale } from '../../kernel/text/index.js';

/** `dropped`: when it was about to be sent there was nothing to say any more. `failed`: given up. */
export type MailState = 'waiting' | 'sent' | 'dropped' | 'failed';

/**
 * A letter that is to be sent, posted in the transaction of what it tells. It belongs to an address and to no workspace,
 * and keeps what it is about by id alone: its words, and any secret in them, are made when it is sent.
 */
@Entity('mails')
// What is to be said once is posted once, whoever posts it and whatever runs twice.
@Unique('mails_key', ['key'])
@Index('mails_due', ['dueAt'], { where: "state = 'waiting'" })
@Index('mails_finished_at', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
export class Mail {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mails_pkey' })
  id!: string;

  /** What there is one letter of: `digest:<person>:2026-11-30`. Null where that does not matter. */
  @Column('text', { nullable: true })
  key!: string | null;

  /** Who composes it: the name of a `@ComposesMail` class. */
  @Column('text')
  kind!: string;

  @Column('text')
  recipient!: string;

  /** Null: nobody knows what the reader speaks, so it is written in every language. */
  @Column('text', { nullable: true })
  locale!: Locale | null;

  @Column('jsonb')
  params!: Readonly<Record<string, unknown>>;

  @Column('text', { default: 'waiting' })
  state!: MailState;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz')
  createdAt!: Date;

  /** When it is to be tried (again). */
  @Column('timestamptz')
  dueAt!: Date;

  /** When a sender took it, by the database's clock: a lease, for a sender that is killed gives nothing back. */
  @Column('timestamptz', { nullable: true })
  claimedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  /** What the mail server last said against it. */
  @Column('text', { nullable: true })
  lastError!: string | null;
}
