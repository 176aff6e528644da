import type { LocalDate } from '../../../kernel/time/index.js';
import type { CatchUp, Cause, OccurrenceStatus } from './recurring-words.js';

/** A date by the rule, and the day on which it is due; null when it falls on a day off and is left out. */
export interface Coming {
  readonly plannedOn: LocalDate;
  readonly dueOn: LocalDate | null;
}

/** What a date becomes when it is raised. */
export interface Raised {
  readonly plannedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly status: OccurrenceStatus;
  readonly cause: Cause | null;
  /** The due date, where being raised says it so late that nobody need be reminded of it. */
  readonly remindedOf?: LocalDate | null;
}

/**
 * What becomes of the dates that are to be raised today. One whose day is over already was not raised in time: by the
 * rule's choice it is owed all the same, or stands there as missed. None goes without a trace.
 *
 * @param coming in order
 */
export function raised(coming: readonly Coming[], today: LocalDate, catchUp: CatchUp): Raised[] {
  const late = coming.filter((one) => one.dueOn !== null && one.dueOn < today);
  const latest = late.at(-1);
  return coming.map(({ plannedOn, dueOn }) => {
    if (dueOn === null) return { plannedOn, dueOn: plannedOn, status: 'skipped', cause: 'day_off' };
    const isOwed = dueOn >= today || catchUp === 'all' || (catchUp === 'latest' && plannedOn === latest?.plannedOn);
    if (!isOwed) return { plannedOn, dueOn, status: 'missed', cause: 'raised_late' };
    return { plannedOn, dueOn, status: 'open', cause: dueOn < today ? 'raised_late' : null };
  });
}
