import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { countryOfZone, publicDays } from '../../../platform/holidays/index.js';
import { CALENDAR_NOUN } from '../domain/calendar-words.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';

/** A calendar, and for which years its public days are not decreed yet. */
export interface CalendarShown {
  readonly calendar: CalendarRecord;
  readonly unknownYears: readonly number[];
}

/** The working calendars of a workspace. */
@Injectable()
export class Calendars {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ id, timeZone }: WorkspaceRef): Promise<CalendarShown[]> {
    const calendars = await this.transactions.reader.find(CalendarRecord, {
      where: { workspaceId: id },
      order: { name: 'ASC' },
    });
    return calendars.map((calendar) => this.shown(calendar, timeZone));
  }

  async one(workspace: WorkspaceRef, id: string): Promise<CalendarShown> {
    return this.shown(await this.record(this.transactions.reader, workspace.id, id), workspace.timeZone);
  }

  /** @throws DomainError not_found */
  async record(tx: Tx, workspaceId: string, id: string): Promise<CalendarRecord> {
    const calendar = await tx.findOneBy(CalendarRecord, { id, workspaceId });
    if (!calendar) throw notFound(CALENDAR_NOUN);
    return calendar;
  }

  /** This year and the next are what people plan in. */
  private shown(calendar: CalendarRecord, timeZone: string): CalendarShown {
    const { country, region } = calendar;
    const year = Number(localDateAt(this.clock.now(), timeZone).slice(0, 4));
    const unknown = [year, year + 1].filter((it) => country !== null && !publicDays(country, region, it).known);
    return { calendar, unknownYears: unknown };
  }
}

/** What a workspace works by that has set up no calendar: Monday to Friday, and the public days of its zone's country. */
export function calendarOfZone(timeZone: string): Pick<CalendarRecord, 'country' | 'region' | 'weekdays'> {
  return { country: countryOfZone(timeZone), region: null, weekdays: [1, 2, 3, 4, 5] };
}
