import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Locale } from '../../../kernel/text/index.js';
import type { LocalTime } from '../../../kernel/time/index.js';
import type { ChosenEmail } from '../domain/notification-settings.js';

/** How one person wants to be told by e-mail, in all his workspaces; none for who never said. */
@Entity('notification_settings')
export class NotificationSettingsRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_settings_pkey' })
  userId!: string;

  @Column('text', { nullable: true })
  locale!: Locale | null;

  @Column('text', { nullable: true })
  timeZone!: string | null;

  /** Both or neither. */
  @Column('text', { nullable: true })
  quietFrom!: LocalTime | null;

  @Column('text', { nullable: true })
  quietUntil!: LocalTime | null;

  @Column('text')
  digestAt!: LocalTime;

  @Column('jsonb')
  email!: ChosenEmail;

  /** By the id of the workspace. */
  @Column('jsonb')
  workspaces!: Readonly<Record<string, ChosenEmail>>;

  @Column('integer')
  version!: number;
}
