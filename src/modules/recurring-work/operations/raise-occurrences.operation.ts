import { Injectable } from '@nestjs/common';

import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { addDays, type LocalDate, localDateAt, remindOn, type WorkingCalendar } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { WorkingTimes } from '../../calendars/index.js';
import { type Coming, raised, type Raised } from '../domain/catching-up.js';
import { dueOn, nextDate } from '../domain/recurrence.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';
import { insertOccurrences } from './insert-occurrences.js';

const BATCH = 100;
/** Of one rule in one transaction; the next goes on. */
const MOST = 366;
/** Longer than any run of days off by which a date can be moved forward. */
const MOVED_DAYS = 30;

/** One run of the sweep in a workspace. */
interface Run {
  readonly workspace: WorkspaceRef;
  readonly now: Date;
  readonly today: LocalDate;
  /** By department, each asked for once. */
  readonly calendars: Map<string | null, WorkingCalendar>;
}

/** Lets every date of every rule be owed in time, once, whether the sweep runs late, twice, or in four workers. */
@Injectable()
export class RaiseOccurrences {
  constructor(
    private readonly transactions: Transactions,
    private readonly workingTimes: WorkingTimes,
    private readonly journal: Journal,
  ) {}

  /** @returns how many dates were written down in the workspace */
  async run(workspace: WorkspaceRef, now: Date): Promise<number> {
    const today = localDateAt(now, workspace.timeZone);
    const run: Run = { workspace, now, today, calendars: new Map() };
    let written = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const ids = await this.dueRules(workspace, today, after);
      for (const id of ids) written += await this.raiseAll(run, id);
      const last = ids.at(-1);
      if (last === undefined || ids.length < BATCH) return written;
      after = last;
    }
  }

  /** Until the rule has nothing more to raise today. */
  private async raiseAll(run: Run, id: string): Promise<number> {
    let written = 0;
    for (let looked = MOST; looked === MOST;) {
      const round = await this.transactions.run((tx) => this.raise(tx, run, id));
      looked = round.looked;
      written += round.written;
    }
    return written;
  }

  private async raise(tx: Tx, run: Run, id: string): Promise<{ looked: number; written: number }> {
    const { workspace, today, now } = run;
    const lock = { mode: 'pessimistic_write' } as const;
    const rule = await tx.findOne(RecurringRule, { where: { id, workspaceId: workspace.id, state: 'active' }, lock });
    if (!rule) return { looked: 0, written: 0 };
    const calendar = await this.calendarOf(tx, run, rule.unitId);
    const { coming, nextOn } = toRaise(rule, today, calendar);
    if (coming.length === 0) return { looked: 0, written: 0 };
    const unsettled = await this.unsettled(tx, id, coming);
    const due = await this.reminded(tx, run, rule.ownerId, raised(unsettled, today, rule.catchUp));
    const dates = await insertOccurrences(tx, rule, due, now);
    const isOver = nextOn === null;
    await tx.update(RecurringRule, { id }, { nextOn, ...(isOver && { state: 'ended', version: rule.version + 1 }) });
    const actor = systemActor(workspace, 'job', `recurring-${now.toISOString()}`);
    for (const { id: occurrenceId, status, plannedOn, dueOn: on, cause } of dates) {
      await this.journal.record(tx, actor, {
        type: `occurrence.${status === 'open' ? 'raised' : status}`,
        subject: { type: 'occurrence', id: occurrenceId },
        changes: {
          status: { from: null, to: status },
          dueOn: { from: null, to: on },
          cause: { from: null, to: cause },
        },
        facts: { title: rule.title, dueOn: on, plannedOn, assigneeId: rule.ownerId },
      });
    }
    if (isOver) {
      const changes = { state: { from: 'active', to: 'ended' } };
      await this.journal.record(tx, actor, {
        type: 'recurring_rule.ended',
        subject: { type: 'recurring_rule', id },
        changes,
      });
    }
    return { looked: coming.length, written: dates.length };
  }

  private async calendarOf(tx: Tx, { workspace, calendars }: Run, unitId: string | null): Promise<WorkingCalendar> {
    const calendar = calendars.get(unitId) ?? (await this.workingTimes.ofUnit(workspace, unitId, tx));
    calendars.set(unitId, calendar);
    return calendar;
  }

  /** Being raised says the date; nobody needs to be reminded within the day. */
  private async reminded(
    tx: Tx,
    { workspace, now }: Run,
    ownerId: string,
    dates: readonly Raised[],
  ): Promise<Raised[]> {
    const { zone, calendar } = await this.workingTimes.of(workspace, ownerId, tx);
    const today = localDateAt(now, zone);
    return dates.map((date) => ({
      ...date,
      remindedOf: remindOn(date.dueOn, calendar) <= today ? date.dueOn : null,
    }));
  }

  /** Without the dates that somebody has skipped before. */
  private async unsettled(tx: Tx, ruleId: string, coming: readonly Coming[]): Promise<Coming[]> {
    const rows = await tx.query<{ on: LocalDate }[]>(
      'SELECT planned_on AS on FROM recurring_occurrences WHERE rule_id = $1 AND planned_on = ANY($2::date[])',
      [ruleId, coming.map(({ plannedOn }) => plannedOn)],
    );
    const settled = new Set(rows.map(({ on }) => on));
    return coming.filter(({ plannedOn }) => !settled.has(plannedOn));
  }

  private async dueRules(workspace: WorkspaceRef, today: LocalDate, after: string): Promise<string[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT id FROM recurring_rules WHERE workspace_id = $1 AND state = 'active'
         AND next_on - lead_days <= $2::date + ${MOVED_DAYS} AND id > $3 ORDER BY id LIMIT ${BATCH}`,
      [workspace.id, today, after],
    );
    return rows.map(({ id }) => id);
  }
}

/** The dates whose time to be owed has come, at most so many, and the first that is left. */
function toRaise(
  rule: RecurringRule,
  today: LocalDate,
  calendar: WorkingCalendar,
): { coming: Coming[]; nextOn: LocalDate | null } {
  const coming: Coming[] = [];
  let nextOn = rule.nextOn;
  while (nextOn !== null && coming.length < MOST) {
    const due = dueOn(nextOn, rule.onDayOff, calendar);
    if (addDays(due ?? nextOn, -rule.leadDays) > today) break;
    coming.push({ plannedOn: nextOn, dueOn: due });
    nextOn = nextDate(rule, nextOn, calendar);
  }
  return { coming, nextOn };
}
