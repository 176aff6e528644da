import { type LocalDate, type WorkingCalendar, workingDaysBetween } from '../../../kernel/time/index.js';
import { stepped } from './working-steps.js';

/** Where a finish lies that has stood since a day, if it goes on today, and by how many working days it stood. */
export function finishAfterStanding(
  finish: LocalDate,
  since: LocalDate,
  today: LocalDate,
  calendar: WorkingCalendar,
): { readonly day: LocalDate; readonly workingDays: number } {
  const workingDays = Math.max(0, workingDaysBetween(calendar, since, today));
  return { day: workingDays === 0 ? finish : stepped(calendar, finish, workingDays), workingDays };
}
