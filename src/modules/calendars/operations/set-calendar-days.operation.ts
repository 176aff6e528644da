import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { DayKind, LocalDate } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { importedDays, type PublicDay, UnreadableCalendar } from '../../../platform/holidays/index.js';
import { type FieldChanges, Journal } from '../../audit/index.js';
import { CalendarDay } from '../persistence/calendar-day.entity.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';
import { Calendars } from '../queries/calendars.query.js';
import { lockCalendars } from './create-calendar.operation.js';

export interface OwnDay {
  readonly day: LocalDate;
  readonly kind: DayKind | 'usual';
  readonly name: string;
}

const UNREADABLE = { en: 'is no readable iCalendar file: {why}', 'zh-CN': '不是可读取的 iCalendar 文件:{why}' };
const NO_DAYS = { en: 'holds no whole days between {from} and {to}', 'zh-CN': '在 {from} 至 {to} 之间没有全天日期' };

/** Makes days of a calendar different from its week and its country's public days, one by one or from an iCalendar file. */
@Injectable()
export class SetCalendarDays {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: Calendars,
    private readonly journal: Journal,
  ) {}

  /** `usual` takes away what made the day different. */
  async set(actor: Actor, id: string, version: number, { day, kind, name }: OwnDay): Promise<void> {
    await this.change(actor, id, 'calendar.day_set', async (tx, calendar) => {
      if (calendar.version !== version) throw new DomainError('stale_version');
      if (kind !== 'usual') return write(tx, actor.workspace.id, id, [{ day, kind, name }]);
      const own = await tx.findOneBy(CalendarDay, { calendarId: id, day });
      if (!own) return {};
      await tx.delete(CalendarDay, { calendarId: id, day });
      return { [day]: { from: told(own), to: null } };
    });
  }

  /** @returns the days that are in the file; loading the same file again changes nothing */
  async import(actor: Actor, id: string, ics: string, from: LocalDate, to: LocalDate): Promise<PublicDay[]> {
    const days = readDays(ics, from, to);
    await this.change(actor, id, 'calendar.days_imported', (tx) => write(tx, actor.workspace.id, id, days));
    return days;
  }

  private async change(
    actor: Actor,
    id: string,
    type: string,
    work: (tx: Tx, calendar: CalendarRecord) => Promise<FieldChanges>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await lockCalendars(tx, actor.workspace.id);
      const calendar = await this.calendars.record(tx, actor.workspace.id, id);
      const changes = await work(tx, calendar);
      if (Object.keys(changes).length === 0) return;
      await tx.update(CalendarRecord, { id }, { version: calendar.version + 1 });
      await this.journal.record(tx, actor, { type, subject: { type: 'calendar', id }, changes });
    });
  }
}

/** @returns what changed, by day */
async function write(tx: Tx, workspaceId: string, id: string, days: readonly PublicDay[]): Promise<FieldChanges> {
  const there = await tx.findBy(CalendarDay, { calendarId: id, day: In(days.map(({ day }) => day)) });
  const before = new Map(there.map((day) => [day.day, told(day)]));
  const changed = days.filter((day) => before.get(day.day) !== told(day));
  const rows = changed.map(({ day, kind, name }) => ({ calendarId: id, workspaceId, day, kind, name }));
  if (rows.length > 0) await tx.upsert(CalendarDay, rows, ['calendarId', 'day']);
  return Object.fromEntries(changed.map((day) => [day.day, { from: before.get(day.day) ?? null, to: told(day) }]));
}

function told({ kind, name }: Pick<PublicDay, 'kind' | 'name'>): string {
  return `${kind}: ${name}`;
}

function readDays(ics: string, from: LocalDate, to: LocalDate): PublicDay[] {
  try {
    const days = importedDays(ics, from, to);
    if (days.length === 0) refuseFields([{ field: 'ics', code: 'no_days', message: NO_DAYS, params: { from, to } }]);
    return days;
  } catch (error) {
    if (!(error instanceof UnreadableCalendar)) throw error;
    refuseFields([{ field: 'ics', code: 'unreadable', message: UNREADABLE, params: { why: error.why } }]);
    return [];
  }
}
