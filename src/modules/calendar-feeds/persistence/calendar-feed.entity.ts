import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Locale } from '../../../kernel/text/index.js';

/** A secret address at which a calendar program reads a person's dates. */
@Entity('calendar_feeds')
@Unique('calendar_feeds_token', ['tokenHash'])
@Index('calendar_feeds_person', ['userId', 'id'])
export class CalendarFeed {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'calendar_feeds_pkey' })
  id!: string;

  @Column('uuid')
  userId!: string;

  /** The person's own word for it: "phone". */
  @Column('text')
  name!: string;

  /** Calendar programs do not say in which language they read. */
  @Column('text')
  language!: Locale;

  /** SHA-256; the token itself is kept nowhere. */
  @Column('text')
  tokenHash!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
