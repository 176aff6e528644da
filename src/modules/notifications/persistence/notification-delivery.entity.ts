import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Channel, DeliveryState } from '../domain/delivery-plan.js';
import type { EmailChoice, NotificationClass } from '../domain/notification-classes.js';

/** One notification on its way out of the product, and how it went. */
@Entity('notification_deliveries')
// Whatever runs twice, a notification is sent once.
@Unique('notification_deliveries_once', ['notificationId', 'channel'])
@Index('notification_deliveries_due', ['workspaceId', 'dueAt'], { where: "state = 'waiting' AND mail_id IS NULL" })
@Index('notification_deliveries_in_mail', ['workspaceId', 'mailId'], {
  where: "state = 'waiting' AND mail_id IS NOT NULL",
})
@Index('notification_deliveries_unreported', ['workspaceId'], { where: "state = 'failed' AND reported_at IS NULL" })
@Index('notification_deliveries_list', ['workspaceId', 'createdAt', 'id'])
export class NotificationDelivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_deliveries_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('notifications', { name: 'notification_deliveries_notification_id_fkey' })
  @Column('uuid')
  notificationId!: string;

  @Column('uuid')
  userId!: string;

  @Column('text')
  channel!: Channel;

  @Column('text')
  class!: NotificationClass;

  /** What the person wanted when he was told. */
  @Column('text')
  choice!: EmailChoice;

  @Column('text')
  state!: DeliveryState;

  /** Why it was dropped, or what the mail server said. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz')
  dueAt!: Date;

  /** The letter it stands in; not a foreign key, since letters go after a month. */
  @Column('uuid', { nullable: true })
  mailId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  /** When the admins were told that it was given up. */
  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;
}
