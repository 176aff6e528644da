import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { holidayCountries, holidayRegions } from '../../../platform/holidays/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { problemsOfPlace } from '../domain/calendar-rules.js';
import { CalendarRecord } from '../persistence/working-calendar.entity.js';
import { Calendars } from '../queries/calendars.query.js';
import { type CalendarFields, lockCalendars, refuseTakenName } from './create-calendar.operation.js';

const ONE_IS_NEEDED = {
  en: 'another calendar takes its place by becoming everybody’s; this one cannot just stop being it',
  'zh-CN': '请将另一个日历设为默认,不能直接取消当前默认日历',
};

/** Changes a working calendar. Fields left out stay; null takes country or region away. */
@Injectable()
export class EditCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: Calendars,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number, fields: Partial<CalendarFields>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      await lockCalendars(tx, workspaceId);
      const before = await this.calendars.record(tx, workspaceId, id);
      if (before.version !== version) throw new DomainError('stale_version');
      const after = {
        name: fields.name ?? before.name,
        country: fields.country === undefined ? before.country : fields.country,
        region: fields.region === undefined ? before.region : fields.region,
        weekdays: [...(fields.weekdays ?? before.weekdays)].sort(),
        isDefault: fields.isDefault ?? before.isDefault,
      };
      const places = { countries: holidayCountries(), regionsOf: holidayRegions };
      const unseated = before.isDefault && !after.isDefault;
      refuseFields([
        ...problemsOfPlace(after.country, after.region, places),
        ...(unseated ? [{ field: 'isDefault', code: 'one_is_needed', message: ONE_IS_NEEDED }] : []),
      ]);
      if (after.name !== before.name) await refuseTakenName(tx, workspaceId, after.name);
      const changes = changesBetween(before, after);
      if (Object.keys(changes).length === 0) return;
      if (changes.isDefault) await tx.update(CalendarRecord, { workspaceId, isDefault: true }, { isDefault: false });
      await tx.update(CalendarRecord, { id }, { ...after, version: version + 1 });
      await this.journal.record(tx, actor, { type: 'calendar.changed', subject: { type: 'calendar', id }, changes });
    });
  }
}
