import { addDays, daysBetween, type LocalDate } from './local-date.js';

/** A promised day that remembers the first promise and how often it was put off (E-05), and whose clock can stop (E-06). */
export interface Deadline {
  /** The last day on which it is in time. */
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

/** The clock goes on: the days it stood are added, and are nobody's slip. */
export function resumed(deadline: Deadline, today: LocalDate): Deadline {
  if (deadline.stoppedOn === null) return deadline;
  const days = Math.max(0, daysBetween(deadline.stoppedOn, today));
  return { ...deadline, dueOn: addDays(deadline.dueOn, days), stoppedOn: null };
}

/** Whether its day is over; while the clock stands it stays what it was. */
export function isLate({ dueOn, stoppedOn }: Pick<Deadline, 'dueOn' | 'stoppedOn'>, today: LocalDate): boolean {
  return (stoppedOn ?? today) > dueOn;
}

/** Takes the flag off what is late no more. */
export function unflaggedUnlessLate(deadline: Deadline, today: LocalDate): Deadline {
  return isLate(deadline, today) ? deadline : { ...deadline, overdueSince: null };
}

/** Nothing is owed any more: no clock, no flag. */
export function settled(deadline: Deadline): Deadline {
  return { ...deadline, stoppedOn: null, overdueSince: null };
}

/** The deadline's own fields out of a larger record. */
export function deadlineOf({ dueOn, originalDueOn, slips, stoppedOn, overdueSince }: Deadline): Deadline {
  return { dueOn, originalDueOn, slips, stoppedOn, overdueSince };
}
