import {
  addDays,
  addWorkingDays,
  type LocalDate,
  NoWorkday,
  type WorkingCalendar,
  workdayOnOrAfter,
} from '../../../kernel/time/index.js';

/** A kind of step in one person's working days. */
export interface Steps {
  readonly calendar: WorkingCalendar;
  /** A milestone takes no time: it is reached on the day on which what comes before it ends. */
  readonly isMilestone: boolean;
}

/** The day itself when it is worked, otherwise the next that is; the day itself for whoever is away for years. */
export function onOrAfter(calendar: WorkingCalendar, day: LocalDate): LocalDate {
  return orElse(day, () => workdayOnOrAfter(calendar, day));
}

/** As the kernel's `addWorkingDays`; calendar days for whoever is away for years. */
export function stepped(calendar: WorkingCalendar, day: LocalDate, count: number): LocalDate {
  return orElse(addDays(day, count), () => addWorkingDays(calendar, day, count));
}

/** The first day on which a record can begin (a milestone: be reached) after one that ends on `finish`. */
export function firstDayAfter({ calendar, isMilestone }: Steps, finish: LocalDate, lagDays: number): LocalDate {
  const count = lagDays + (isMilestone ? 0 : 1);
  return count === 0 ? onOrAfter(calendar, finish) : stepped(calendar, finish, count);
}

/** The last day on which a predecessor may end, so that a record can still begin on `start`, a working day of its own. */
export function lastFinishBefore({ calendar, isMilestone }: Steps, start: LocalDate, lagDays: number): LocalDate {
  const count = lagDays + (isMilestone ? 0 : 1);
  return count === 0 ? start : addDays(stepped(calendar, start, 1 - count), -1);
}

function orElse(day: LocalDate, find: () => LocalDate): LocalDate {
  try {
    return find();
  } catch (error) {
    if (error instanceof NoWorkday) return day;
    throw error;
  }
}
