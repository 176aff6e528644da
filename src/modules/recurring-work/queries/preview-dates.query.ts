import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { addDays, type LocalDate } from '../../../kernel/time/index.js';
import { CalendarCoverage, WorkingTimes } from '../../calendars/index.js';
import { dueOn, nextDate } from '../domain/recurrence.js';
import type { RecurringRule } from '../persistence/recurring-rule.entity.js';
import { RecurringRules } from './recurring-rules.query.js';

export interface PreviewedDate {
  /** By the rule, before a day off moves it. */
  readonly plannedOn: LocalDate;
  /** Null when it falls on a day off and is left out. */
  readonly dueOn: LocalDate | null;
  /** From this day on it will be owed. */
  readonly raisedOn: LocalDate;
  /** Whether the public days of its year are known; where not, only the working week moves it. */
  readonly calendarKnown: boolean;
}

/** The next dates of a rule as the calendar stands today, by the same functions that raise them. */
@Injectable()
export class PreviewDates {
  constructor(
    private readonly rules: RecurringRules,
    private readonly workingTimes: WorkingTimes,
    private readonly coverage: CalendarCoverage,
  ) {}

  /** Of a rule that is paused: those that would come if it went on. */
  async run(actor: Actor, id: string, count: number): Promise<PreviewedDate[]> {
    return this.of(actor, await this.rules.one(actor, id), count);
  }

  private async of({ workspace }: Actor, rule: RecurringRule, count: number): Promise<PreviewedDate[]> {
    const calendar = await this.workingTimes.ofUnit(workspace, rule.unitId);
    const isKnown = await this.coverage.of(workspace, rule.unitId);
    const dates: PreviewedDate[] = [];
    for (let on = rule.nextOn; on !== null && dates.length < count; on = nextDate(rule, on, calendar)) {
      const due = dueOn(on, rule.onDayOff, calendar);
      const raisedOn = addDays(due ?? on, -rule.leadDays);
      dates.push({ plannedOn: on, dueOn: due, raisedOn, calendarKnown: isKnown(Number((due ?? on).slice(0, 4))) });
    }
    return dates;
  }
}
