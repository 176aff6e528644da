import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Weekday } from '../../../kernel/time/index.js';

/** A working week, the public days of a country, and the days that are different here. */
@Entity('working_calendars')
@Unique('working_calendars_name_key', ['workspaceId', 'name'])
@Index('working_calendars_default', ['workspaceId'], { unique: true, where: 'is_default' })
export class CalendarRecord {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'working_calendars_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  /** ISO 3166-1 alpha-2: whose public days are off; null for none. */
  @Column('text', { nullable: true })
  country!: string | null;

  /** ISO 3166-2 without the country, where states differ. */
  @Column('text', { nullable: true })
  region!: string | null;

  /** ISO 8601: 1 is Monday. */
  @Column('smallint', { array: true, default: [1, 2, 3, 4, 5] })
  weekdays!: Weekday[];

  /** That of everybody who has no other. */
  @Column('boolean', { default: false })
  isDefault!: boolean;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
