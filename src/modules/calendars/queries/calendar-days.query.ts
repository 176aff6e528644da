import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { addDays, daysBetween, type LocalDate, weekdayOf } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { publicDays } from '../../../platform/holidays/index.js';
import { problemsOfSpan } from '../domain/calendar-rules.js';
import { CalendarDay } from '../persistence/calendar-day.entity.js';
import { Calendars } from './calendars.query.js';
import { calendarOf } from './working-times.query.js';

/** A day of a calendar, and whose word makes it what it is. */
export interface DayShown {
  readonly day: LocalDate;
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  readonly isWorkday: boolean;
  readonly because: 'week' | 'public' | 'own';
  readonly name: string | null;
}

/** What each day of a calendar is, and why. */
@Injectable()
export class CalendarDays {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: Calendars,
  ) {}

  /** @param to the last day, at most 400 days on */
  async run(workspace: WorkspaceRef, id: string, from: LocalDate, to: LocalDate): Promise<DayShown[]> {
    refuseFields(problemsOfSpan(from, to, 'to'));
    const { reader } = this.transactions;
    const record = await this.calendars.record(reader, workspace.id, id);
    const where = { workspaceId: workspace.id, calendarId: id, day: Between(from, to) };
    const own = await reader.findBy(CalendarDay, where);
    const calendar = calendarOf(record, own);
    const names = new Map(own.map(({ day, name }) => [day, name]));
    return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => {
      const day = addDays(from, n);
      const said = names.get(day);
      const { country, region } = record;
      const decreed =
        country === null ? undefined : publicDays(country, region, Number(day.slice(0, 4))).byDay.get(day);
      const because = said !== undefined ? 'own' : decreed ? 'public' : 'week';
      return {
        day,
        weekday: weekdayOf(day),
        isWorkday: calendar.isWorkday(day),
        because,
        name: said ?? decreed?.name ?? null,
      };
    });
  }
}
