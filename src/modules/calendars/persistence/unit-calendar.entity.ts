import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The working calendar of a department, and of those below it that have none of their own. */
@Entity('unit_calendars')
export class UnitCalendar {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'unit_calendars_pkey' })
  workspaceId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'unit_calendars_pkey' })
  unitId!: string;

  @ForeignKey('working_calendars', { name: 'unit_calendars_calendar_id_fkey' })
  @Column('uuid', { nullable: true })
  calendarId!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}
