import { addDays, type LocalDate } from './local-date.js';
import {
  addWorkingDays,
  LONGEST_REST_DAYS,
  NoWorkday,
  type WorkingCalendar,
  workdayOnOrAfter,
  workingDaysBetween,
} from './working-calendar.js';

/** A promised day that remembers the first promise and how often it was put off (E-05), and whose clock can stop (E-06). */
export interface Deadline {
  /** The last day on which it is in time, in the zone of who owes it. */
  readonly dueOn: LocalDate;
  readonly originalDueOn: LocalDate;
  /** How often a person put it off. */
  readonly slips: number;
  /** The day on which the clock stopped; null while it runs. */
  readonly stoppedOn: LocalDate | null;
  /** Set once somebody was told that it is late. */
  readonly overdueSince: LocalDate | null;
}

/** A deadline as promised for the first time. */
export function newDeadline(dueOn: LocalDate): Deadline {
  return { dueOn, originalDueOn: dueOn, slips: 0, stoppedOn: null, overdueSince: null };
}

/** Moved by a person: later counts as a slip, earlier does not. */
export function movedTo(deadline: Deadline, dueOn: LocalDate): Deadline {
  return { ...deadline, dueOn, slips: deadline.slips + (dueOn > deadline.dueOn ? 1 : 0) };
}

/** The clock stops today, unless it stands already. */
export function stopped(deadline: Deadline, today: LocalDate): Deadline {
  return { ...deadline, stoppedOn: deadline.stoppedOn ?? today };
}

/** The clock goes on: the working days it stood are added, and are nobody's slip. */
export function resumed(deadline: Deadline, today: LocalDate, calendar: WorkingCalendar): Deadline {
  if (deadline.stoppedOn === null) return deadline;
  const days = Math.max(0, workingDaysBetween(calendar, deadline.stoppedOn, today));
  return { ...deadline, dueOn: addWorkingDays(calendar, deadline.dueOn, days), stoppedOn: null };
}

/** When the clock last went on: now, if it stood before and does not after. */
export function wentOnAt(
  before: Deadline & { readonly wentOnAt: Date | null },
  after: Deadline,
  now: Date,
): Date | null {
  return before.stoppedOn !== null && after.stoppedOn === null ? now : before.wentOnAt;
}

/**
 * The first day late: the working day after the due day, which counts as the next working day when it is none itself. So
 * nobody is late over a weekend, a holiday or his own absence.
 */
export function lateFrom(dueOn: LocalDate, calendar: WorkingCalendar): LocalDate {
  return beyondRest(dueOn, () => addWorkingDays(calendar, workdayOnOrAfter(calendar, dueOn), 1));
}

/** The working day before the one on which it is due: when a reminder is of use. */
export function remindOn(dueOn: LocalDate, calendar: WorkingCalendar): LocalDate {
  return beyondRest(dueOn, () => addWorkingDays(calendar, workdayOnOrAfter(calendar, dueOn), -1));
}

/** Whoever is away for years is neither late nor reminded until somebody else is given the work. */
function beyondRest(dueOn: LocalDate, find: () => LocalDate): LocalDate {
  try {
    return find();
  } catch (error) {
    if (error instanceof NoWorkday) return addDays(dueOn, LONGEST_REST_DAYS);
    throw error;
  }
}

export const DUE_STATES = ['upcoming', 'due_today', 'overdue'] as const;
export type DueState = (typeof DUE_STATES)[number];

/** How it stands on a day, and by how many working days it is overdue: 1 on the first day late. */
export function dueStanding(
  { dueOn, stoppedOn }: Pick<Deadline, 'dueOn' | 'stoppedOn'>,
  today: LocalDate,
  calendar: WorkingCalendar,
): { readonly state: DueState; readonly overdueDays: number } {
  const at = stoppedOn ?? today;
  if (at < dueOn) return { state: 'upcoming', overdueDays: 0 };
  const days = at < lateFrom(dueOn, calendar) ? 0 : workingDaysBetween(calendar, workdayOnOrAfter(calendar, dueOn), at);
  return { state: days > 0 ? 'overdue' : 'due_today', overdueDays: days };
}

/** Whether its day is over; while the clock stands it stays what it was. */
export function isLate(
  { dueOn, stoppedOn }: Pick<Deadline, 'dueOn' | 'stoppedOn'>,
  today: LocalDate,
  calendar: WorkingCalendar,
): boolean {
  return (stoppedOn ?? today) >= lateFrom(dueOn, calendar);
}

/**
 * The latest due date that is late on a day: everything due on it or before is late too. Null for a calendar that rests
 * too long to tell, in which nothing is.
 */
export function lateUpTo(today: LocalDate, calendar: WorkingCalendar): LocalDate | null {
  try {
    const lastWorkday = calendar.isWorkday(today) ? today : addWorkingDays(calendar, today, -1);
    return addWorkingDays(calendar, lastWorkday, -1);
  } catch (error) {
    if (error instanceof NoWorkday) return null;
    throw error;
  }
}

/** Takes the flag off what is late no more. */
export function unflaggedUnlessLate(deadline: Deadline, today: LocalDate, calendar: WorkingCalendar): Deadline {
  return isLate(deadline, today, calendar) ? deadline : { ...deadline, overdueSince: null };
}

/** Nothing is owed any more: no clock, no flag. */
export function settled(deadline: Deadline): Deadline {
  return { ...deadline, stoppedOn: null, overdueSince: null };
}

/** The deadline's own fields out of a larger record. */
export function deadlineOf({ dueOn, originalDueOn, slips, stoppedOn, overdueSince }: Deadline): Deadline {
  return { dueOn, originalDueOn, slips, stoppedOn, overdueSince };
}
