import { addDays, type LocalDate } from '../../../kernel/time/index.js';
import { ALL_USERS } from './pilot-words.js';

/** Where and when a pilot keeps its users from every other. Days that are not set yet may be any. */
export interface Occupation {
  readonly segment: string;
  readonly startsOn: LocalDate | null;
  readonly plannedDays: number | null;
}

/**
 * Whether a new pilot meets one that has begun, on the same metric (N-09).
 *
 * @param begun holds its users until its planned end, or until today when it runs longer than planned
 */
export function clash(fresh: Occupation, begun: Occupation, today: LocalDate): boolean {
  return segmentsMeet(fresh.segment, begun.segment) && daysMeet(fresh, begun, today);
}

function segmentsMeet(a: string, b: string): boolean {
  return a === b || a === ALL_USERS || b === ALL_USERS;
}

function daysMeet(fresh: Occupation, begun: Occupation, today: LocalDate): boolean {
  const freshEnd = lastDayOf(fresh);
  const plannedEnd = lastDayOf(begun);
  const begunEnd = plannedEnd !== null && plannedEnd < today ? today : plannedEnd;
  const startsAfter = fresh.startsOn !== null && begunEnd !== null && fresh.startsOn > begunEnd;
  const endsBefore = freshEnd !== null && begun.startsOn !== null && freshEnd < begun.startsOn;
  return !startsAfter && !endsBefore;
}

function lastDayOf({ startsOn, plannedDays }: Occupation): LocalDate | null {
  return startsOn === null || plannedDays === null ? null : addDays(startsOn, plannedDays - 1);
}
