import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { DayKind } from '../../../kernel/time/index.js';

/** A day that is different in one calendar: off, or worked. */
@Entity('calendar_days')
export class CalendarDay {
  @ForeignKey('working_calendars', { name: 'calendar_days_calendar_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'calendar_days_pkey' })
  calendarId!: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'calendar_days_pkey' })
  day!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  kind!: DayKind;

  @Column('text')
  name!: string;
}
