import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock, Weekday } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { holidayCountries, holidayRegions } from '../../../platform/holidays/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { problemsOfPlace } from '../domain/calendar-rules.js';
import { CALENDAR_NOUN } from '../domain/calendar-words.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';

export interface CalendarFields {
  readonly name: string;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly weekdays?: readonly Weekday[] | null;
  readonly isDefault?: boolean | null;
}

/** Sets up a working calendar. The first of a workspace is everybody's, whether it says so or not. */
@Injectable()
export class CreateCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { name, country, region, weekdays, isDefault }: CalendarFields): Promise<string> {
    refuseFields(problemsOfPlace(country, region, { countries: holidayCountries(), regionsOf: holidayRegions }));
    return this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      await lockCalendars(tx, workspaceId);
      await refuseTakenName(tx, workspaceId, name);
      const becomesDefault =
        isDefault === true || !(await tx.existsBy(CalendarRecord, { workspaceId, isDefault: true }));
      if (becomesDefault) await tx.update(CalendarRecord, { workspaceId, isDefault: true }, { isDefault: false });
      const written = { name, country: country ?? null, region: region ?? null, isDefault: becomesDefault };
      const week = [...(weekdays ?? ([1, 2, 3, 4, 5] as const))].sort();
      const given = { ...written, weekdays: week };
      const calendar = tx.create(CalendarRecord, { ...given, id: newId(), workspaceId, createdAt: this.clock.now() });
      await tx.insert(CalendarRecord, calendar);
      await this.journal.record(tx, actor, {
        type: 'calendar.created',
        subject: { type: 'calendar', id: calendar.id },
        changes: changesBetween({}, given),
      });
      return calendar.id;
    });
  }
}

/** One change of a workspace's calendars at a time: two that both become everybody's would clash otherwise. */
export async function lockCalendars(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('working_calendars'), hashtext($1))`, [workspaceId]);
}

/** @throws DomainError already_exists */
export async function refuseTakenName(tx: Tx, workspaceId: string, name: string): Promise<void> {
  if (await tx.existsBy(CalendarRecord, { workspaceId, name })) {
    throw new DomainError('already_exists', { what: CALENDAR_NOUN });
  }
}
