import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Metric } from '../../metrics/index.js';
import type { EventEffect, EventKind } from '../domain/calendar-words.js';
import { CalendarEvent } from '../persistence/calendar-event.entity.js';

export interface NewCalendarEvent {
  readonly name: string;
  readonly kind: EventKind;
  readonly effect?: EventEffect | null;
  readonly metricCode?: string | null;
  readonly fromOn: string;
  readonly toOn: string;
}

export const EVENT_NOUN = { en: 'calendar event', 'zh-CN': '日历事件' };
const NO_METRIC = { en: 'is not in the metric dictionary', 'zh-CN': '指标字典中没有该指标' };
const BACKWARDS = { en: 'must not be before fromOn', 'zh-CN': '不能早于 fromOn' };

/** Promotions, holidays and releases: what explains points to rules and to readers. */
@Injectable()
export class KeepCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields */
  async add(actor: Actor, input: NewCalendarEvent): Promise<CalendarEvent> {
    return this.transactions.run(async (tx) => {
      const { id: workspaceId } = actor.workspace;
      const { metricCode = null, effect } = input;
      const unknown = metricCode !== null && !(await tx.existsBy(Metric, { workspaceId, code: metricCode }));
      refuseFields([
        ...(unknown ? [{ field: 'metricCode', code: 'no_metric', message: NO_METRIC }] : []),
        ...(input.toOn < input.fromOn ? [{ field: 'toOn', code: 'ends_before_it_begins', message: BACKWARDS }] : []),
      ]);
      const written = { ...input, metricCode, effect: effect ?? ('annotate' as const) };
      const createdAt = this.clock.now();
      const made = { id: newId(), workspaceId, createdBy: actor.userId ?? '', createdAt, removedAt: null, version: 1 };
      const event = tx.create(CalendarEvent, { ...written, ...made });
      await tx.insert(CalendarEvent, event);
      await this.journal.record(tx, actor, {
        type: 'calendar_event.added',
        subject: { type: 'calendar_event', id: event.id },
        changes: Object.fromEntries(Object.entries(written).map(([field, to]) => [field, { from: null, to }])),
      });
      return event;
    });
  }

  /** What was judged under it stays as it was. @throws DomainError not_found, stale_version */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    return this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id, removedAt: IsNull() };
      const event = await tx.findOne(CalendarEvent, { where, lock: { mode: 'pessimistic_write' } });
      if (!event) throw notFound(EVENT_NOUN);
      if (event.version !== version) throw new DomainError('stale_version');
      const removedAt = this.clock.now();
      await tx.update(CalendarEvent, { id }, { removedAt, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'calendar_event.removed',
        subject: { type: 'calendar_event', id },
        changes: { removedAt: { from: null, to: removedAt } },
      });
    });
  }
}
