import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import {
  type DayExceptions,
  type DayKind,
  exceptionDays,
  type LocalDate,
  spansOff,
  type Weekday,
  type WorkingCalendar,
  workingCalendar,
} from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { publicDays } from '../../../platform/holidays/index.js';
import { Absence } from '../persistence/absence.entity.js';
import { CalendarDay } from '../persistence/calendar-day.entity.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';
import { WorkingTime } from '../persistence/working-time.entity.js';
import { calendarOfZone } from './calendars.query.js';
import { calendarOfUnit, calendarsOfUnits } from './calendars-of-units.js';

/** The zone in which a person's days begin, and the days on which he works. */
export interface OwnTime {
  /** IANA. */
  readonly zone: string;
  readonly calendar: WorkingCalendar;
}

export type OwnTimes = ReadonlyMap<string, OwnTime>;

/** That of a person who was asked for. */
export function ownTime(times: OwnTimes, userId: string): OwnTime {
  const own = times.get(userId);
  if (!own) throw new Error('nobody asked for the working time of this person');
  return own;
}

type Base = Pick<CalendarRecord, 'country' | 'region' | 'weekdays'> & { readonly id?: string };

/**
 * Everybody's own time in a workspace. The strongest word on a day has the person's absence, then a day of the calendar's
 * own, then the public days of its country (make-up working days among them), then the working week: the person's, or
 * else the calendar's. That calendar is the person's, or that of the nearest department above him, or everybody's.
 */
@Injectable()
export class WorkingTimes {
  constructor(private readonly transactions: Transactions) {}

  async of(workspace: WorkspaceRef, userId: string, tx: Tx = this.transactions.reader): Promise<OwnTime> {
    return ownTime(await this.ofAll(workspace, [userId], tx), userId);
  }

  /** In five statements, however many people there are. */
  async ofAll(
    workspace: WorkspaceRef,
    userIds: readonly string[],
    tx: Tx = this.transactions.reader,
  ): Promise<OwnTimes> {
    const within = { workspaceId: workspace.id };
    const people = { ...within, userId: In([...userIds]) };
    const own = await tx.findBy(WorkingTime, people);
    const absences = await tx.findBy(Absence, { ...people, cancelledAt: IsNull() });
    const ofUnits = await calendarsOfUnits(tx, workspace.id, userIds);
    const ids = [...ofUnits.values(), ...own.flatMap(({ calendarId }) => (calendarId === null ? [] : [calendarId]))];
    const calendars = await tx.findBy(CalendarRecord, [
      { ...within, isDefault: true },
      { ...within, id: In(ids) },
    ]);
    const days = await tx.findBy(CalendarDay, { ...within, calendarId: In(calendars.map(({ id }) => id)) });
    const usual: Base = calendars.find(({ isDefault }) => isDefault) ?? calendarOfZone(workspace.timeZone);
    return new Map(
      userIds.map((userId) => {
        const mine = own.find((time) => time.userId === userId);
        const followed = mine?.calendarId ?? ofUnits.get(userId);
        const base = calendars.find(({ id }) => id === followed) ?? usual;
        const away = spansOff(absences.filter((absence) => absence.userId === userId));
        const calendar = calendarWith(base, mine?.weekdays ?? base.weekdays, ownDays(base, days), [away]);
        return [userId, { zone: mine?.timeZone ?? workspace.timeZone, calendar }];
      }),
    );
  }

  /** The days on which the workspace works, whoever is absent. */
  ofWorkspace(workspace: WorkspaceRef, tx: Tx = this.transactions.reader): Promise<WorkingCalendar> {
    return this.ofUnit(workspace, null, tx);
  }

  /** The days on which a department works, or the workspace where none is named. */
  async ofUnit(
    workspace: WorkspaceRef,
    unitId: string | null,
    tx: Tx = this.transactions.reader,
  ): Promise<WorkingCalendar> {
    const set = await calendarOfUnit(tx, workspace, unitId);
    if (!set) return calendarOf(calendarOfZone(workspace.timeZone), []);
    return calendarOf(set, await tx.findBy(CalendarDay, { workspaceId: workspace.id, calendarId: set.id }));
  }
}

/** A calendar by itself, without anybody's absences. */
export function calendarOf(base: Base, days: readonly CalendarDay[]): WorkingCalendar {
  return calendarWith(base, base.weekdays, ownDays(base, days), []);
}

function calendarWith(
  { country, region }: Base,
  weekdays: readonly Weekday[],
  own: DayExceptions,
  stronger: readonly DayExceptions[],
): WorkingCalendar {
  const decreed = country === null ? [] : [publicExceptions(country, region)];
  return workingCalendar(weekdays, [...stronger, own, ...decreed]);
}

function ownDays({ id }: Base, days: readonly CalendarDay[]): DayExceptions {
  const mine = days.filter(({ calendarId }) => calendarId === id);
  return exceptionDays(new Map<LocalDate, DayKind>(mine.map(({ day, kind }) => [day, kind])));
}

function publicExceptions(country: string, region: string | null): DayExceptions {
  return { kindOf: (day) => publicDays(country, region, Number(day.slice(0, 4))).byDay.get(day)?.kind };
}
