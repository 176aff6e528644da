import { type LocalDate, workingDaysBetween } from '../../../kernel/time/index.js';
import type { Link } from './dependency.js';
import { firstDayAfter, onOrAfter, stepped, type Steps } from './working-steps.js';

/** A record of the plan, in the days of who owes it. What was dropped or cancelled is none. */
export interface PlannedRecord extends Steps {
  readonly id: string;
  readonly createdOn: LocalDate;
  readonly dueOn: LocalDate;
  /** Since when its clock stands. */
  readonly stoppedOn: LocalDate | null;
  /** Null while somebody still owes it. */
  readonly finishedOn: LocalDate | null;
  readonly today: LocalDate;
}

/** What decides when a record will be finished: the plan, its own delay, its clock that stands, or what it waits for. */
export type Driver = 'plan' | 'late' | 'standing' | 'finished' | { readonly predecessorId: string };

export interface Projection {
  readonly record: PlannedRecord;
  readonly plannedStart: LocalDate;
  readonly plannedFinish: LocalDate;
  readonly projectedStart: LocalDate;
  readonly projectedFinish: LocalDate;
  /** Working days it takes; 0 for a milestone. */
  readonly duration: number;
  readonly driver: Driver;
}

interface Before extends Link {
  readonly of: Projection;
}

/**
 * The forward pass of the critical path method over working calendars. A record is planned from the day after what it waits
 * for is planned to end (else from the day it was added) to its due day; it is projected to begin no sooner than planned,
 * nor before what it waits for is projected to end, and to take as long as planned. What is late ends today at the earliest.
 *
 * @param links between records of the list, without a circle
 * @returns predecessors before their successors
 */
export function forwardPass(records: readonly PlannedRecord[], links: readonly Link[]): Projection[] {
  const projected = new Map<string, Projection>();
  for (const record of inOrder(records, links)) {
    const before = links.flatMap((link): Before[] => {
      const of = projected.get(link.predecessorId);
      return link.successorId === record.id && of ? [{ ...link, of }] : [];
    });
    projected.set(record.id, projection(record, before));
  }
  return [...projected.values()];
}

function projection(record: PlannedRecord, before: readonly Before[]): Projection {
  const { calendar, isMilestone, finishedOn } = record;
  const plannedFinish = onOrAfter(calendar, record.dueOn);
  const begins = before.map(({ of, lagDays }) => firstDayAfter(record, of.plannedFinish, lagDays));
  const plannedStart = isMilestone
    ? plannedFinish
    : earlier(plannedFinish, latest(onOrAfter(calendar, record.createdOn), ...begins));
  const duration = isMilestone ? 0 : workingDaysBetween(calendar, plannedStart, plannedFinish) + 1;
  const planned = { record, plannedStart, plannedFinish, duration };
  if (finishedOn !== null) {
    const projectedStart = earlier(plannedStart, finishedOn);
    return { ...planned, projectedStart, projectedFinish: finishedOn, driver: 'finished' };
  }
  const { start, finish, driver } = candidates(planned, before).reduce((last, next) =>
    next.finish > last.finish ? next : last,
  );
  return { ...planned, projectedStart: start, projectedFinish: finish, driver };
}

interface Candidate {
  readonly start: LocalDate;
  readonly finish: LocalDate;
  readonly driver: Driver;
}

/** All that may decide, the plan first: of two that say the same day the first is the reason. */
function candidates(
  { record, plannedStart, plannedFinish, duration }: Omit<Projection, 'projectedStart' | 'projectedFinish' | 'driver'>,
  before: readonly Before[],
): Candidate[] {
  const { calendar, stoppedOn, today } = record;
  const found: Candidate[] = [{ start: plannedStart, finish: plannedFinish, driver: 'plan' }];
  if (stoppedOn !== null) {
    // The days it stands are given back to who owes it; its end moves all the same.
    const stood = Math.max(0, workingDaysBetween(calendar, stoppedOn, today));
    found.push({ start: plannedStart, finish: stepped(calendar, plannedFinish, stood), driver: 'standing' });
  }
  if (today > plannedFinish) found.push({ start: plannedStart, finish: onOrAfter(calendar, today), driver: 'late' });
  for (const { of, lagDays, predecessorId } of before) {
    const start = latest(plannedStart, firstDayAfter(record, of.projectedFinish, lagDays));
    const finish = duration === 0 ? start : stepped(calendar, start, duration - 1);
    found.push({ start, finish, driver: { predecessorId } });
  }
  return found;
}

/** Each after all that it waits for (Kahn 1962). */
function inOrder(records: readonly PlannedRecord[], links: readonly Link[]): PlannedRecord[] {
  const left = new Map(records.map((record) => [record.id, record]));
  const ordered: PlannedRecord[] = [];
  while (left.size > 0) {
    const isFree = ({ id }: PlannedRecord) =>
      !links.some(({ predecessorId, successorId }) => successorId === id && left.has(predecessorId));
    const free = [...left.values()].filter(isFree);
    if (free.length === 0) throw new Error('the links of a plan form a circle');
    for (const record of free) left.delete(record.id);
    ordered.push(...free);
  }
  return ordered;
}

export function latest(...days: readonly LocalDate[]): LocalDate {
  return days.reduce((last, day) => (day > last ? day : last));
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}
