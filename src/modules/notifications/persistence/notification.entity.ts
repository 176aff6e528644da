import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { NotificationKind } from '../domain/notification-texts.js';

/** Something one person is told. Its sentence is put together in the reader's language, so only what it names is kept. */
@Entity('notifications')
// Whatever runs twice, nobody is told twice of one event.
@Unique('notifications_event_user', ['eventId', 'userId'])
@Index('notifications_user', ['userId', 'id'])
@Index('notifications_unread', ['userId', 'id'], { where: 'read_at IS NULL' })
export class Notification {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notifications_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'notifications_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  /** Not a foreign key: events go after a week, what people were told stays. */
  @Column('bigint')
  eventId!: number;

  @Column('uuid')
  userId!: string;

  @Column('text')
  kind!: NotificationKind;

  @Column('uuid', { nullable: true })
  itemId!: string | null;

  @Column('text')
  subjectType!: string;

  @Column('text')
  subjectId!: string;

  @Column('jsonb')
  params!: object;

  /** Which transaction wrote it: who comes back is told what ended after he left. 0 for what was written before that. */
  @Column('bigint', { default: 0 })
  transactionId!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;
}
