import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { UnitCalendar } from '../persistence/unit-calendar.entity.js';
import { Calendars } from '../queries/calendars.query.js';
import { ShowUnitCalendar } from '../queries/show-unit-calendar.query.js';
import { lockCalendars } from './create-calendar.operation.js';

/** Says by which calendar a department works; null: by that of the department above, or everybody's. */
@Injectable()
export class SetUnitCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: Calendars,
    private readonly shown: ShowUnitCalendar,
    private readonly journal: Journal,
  ) {}

  /** @throws DomainError not_found, stale_version */
  async run(actor: Actor, unitId: string, version: number, calendarId: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      await lockCalendars(tx, actor.workspace.id);
      const before = await this.shown.run(actor, unitId, tx);
      if (before.version !== version) throw new DomainError('stale_version');
      if (calendarId !== null) await this.calendars.record(tx, actor.workspace.id, calendarId);
      if (before.calendarId === calendarId) return;
      await tx.save(tx.create(UnitCalendar, { ...before, calendarId, version: version + 1 }));
      await this.journal.record(tx, actor, {
        type: 'unit.calendar_set',
        subject: { type: 'unit', id: unitId },
        changes: { calendarId: { from: before.calendarId, to: calendarId } },
      });
    });
  }
}
