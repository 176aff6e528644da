import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { EventEffect, EventKind } from '../domain/calendar-words.js';

/** Something that explains points: a promotion, a holiday, a release. */
@Entity('calendar_events')
@Index('calendar_events_by_day', ['workspaceId', 'toOn'])
export class CalendarEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'calendar_events_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: EventKind;

  @Column('text')
  effect!: EventEffect;

  /** All metrics when null. */
  @Column('text', { nullable: true })
  metricCode!: string | null;

  /** First and last day, in the workspace. */
  @Column('date')
  fromOn!: string;

  @Column('date')
  toOn!: string;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  /** It no longer counts; what was judged under it stays. */
  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
