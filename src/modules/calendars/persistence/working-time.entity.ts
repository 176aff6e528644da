import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { Weekday } from '../../../kernel/time/index.js';

/** Where and when one person works, as far as it differs from the workspace. */
@Entity('working_times')
export class WorkingTime {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'working_times_pkey' })
  workspaceId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'working_times_pkey' })
  userId!: string;

  @ForeignKey('working_calendars', { name: 'working_times_calendar_id_fkey' })
  @Column('uuid', { nullable: true })
  calendarId!: string | null;

  /** IANA zone in which the person's days begin. */
  @Column('text', { nullable: true })
  timeZone!: string | null;

  /** Of a part-time week; public days and make-up working days stand before it. */
  @Column('smallint', { array: true, nullable: true })
  weekdays!: Weekday[] | null;

  @Column('integer', { default: 1 })
  version!: number;
}
