import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Weekday } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { mayDo } from '../../people/index.js';
import { WorkingTime } from '../persistence/working-time.entity.js';
import { Calendars } from '../queries/calendars.query.js';
import { ShowWorkingTime } from '../queries/show-working-time.query.js';
import { lockCalendars } from './create-calendar.operation.js';

export interface WorkingTimeFields {
  readonly calendarId?: string | null;
  readonly timeZone?: string | null;
  readonly weekdays?: readonly Weekday[] | null;
}

const THE_PERSON = { en: 'the person or an admin', 'zh-CN': '本人或管理员' };

/** Says where and when a person works. Fields left out stay; null follows the workspace again. */
@Injectable()
export class SetWorkingTime {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: Calendars,
    private readonly shown: ShowWorkingTime,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, userId: string, version: number, fields: WorkingTimeFields): Promise<void> {
    await this.transactions.run(async (tx) => {
      await lockCalendars(tx, actor.workspace.id);
      const before = await this.shown.run(actor.workspace, userId, tx);
      if (actor.userId !== userId && !(actor.role !== 'system' && mayDo(actor.role, 'calendars.manage'))) {
        throw new DomainError('not_yours', { who: THE_PERSON });
      }
      if (before.version !== version) throw new DomainError('stale_version');
      if (fields.calendarId != null) await this.calendars.record(tx, actor.workspace.id, fields.calendarId);
      const after = {
        calendarId: fields.calendarId === undefined ? before.calendarId : fields.calendarId,
        timeZone: fields.timeZone === undefined ? before.timeZone : fields.timeZone,
        weekdays: fields.weekdays === undefined ? before.weekdays : fields.weekdays && [...fields.weekdays].sort(),
      };
      const changes = changesBetween(before, after);
      if (Object.keys(changes).length === 0) return;
      await tx.save(tx.create(WorkingTime, { ...before, ...after, version: version + 1 }));
      await this.journal.record(tx, actor, {
        type: 'working_time.changed',
        subject: { type: 'member', id: userId },
        changes,
      });
    });
  }
}
