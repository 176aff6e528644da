import { type LocalDate, workingDaysBetween } from '../../../kernel/time/index.js';
import type { Link } from './dependency.js';
import { forwardPass, latest, type PlannedRecord, type Projection } from './forward-pass.js';
import { lastFinishBefore, stepped } from './working-steps.js';

export interface PlanRow extends Projection {
  /** Working days by which it can end later without moving the item's finish; null for what is finished. */
  readonly slack: number | null;
  /** Whether any further delay of it moves the item's finish. */
  readonly critical: boolean;
}

/** Why the projected finish lies behind the planned one. */
export interface Delay {
  /**
   * `late`: not done by its day; `standing`: its clock stands; `crowded`: due before what it waits for leaves room;
   * `beyond`: due after the item's own planned finish.
   */
  readonly because: 'late' | 'standing' | 'crowded' | 'beyond';
  /** Null where it is the item itself whose clock stands. */
  readonly recordId: string | null;
  /** Working days by which this record alone is behind its own day. */
  readonly workingDays: number;
}

export interface ItemPlan {
  readonly rows: readonly PlanRow[];
  /** Null for an item without a date of its own and with nothing owed below it. */
  readonly plannedFinish: LocalDate | null;
  readonly projectedFinish: LocalDate | null;
  /** Null while the finish stands. */
  readonly delay: Delay | null;
}

/**
 * What the dates below an item mean for its finish.
 *
 * @param ownFinish the item's own planned finish; without one, the last day that is planned below it
 * @param standing where the own finish lies once its clock goes on, and for how long it has stood; null while it runs
 */
export function itemPlan(
  records: readonly PlannedRecord[],
  links: readonly Link[],
  ownFinish: LocalDate | null,
  standing: { readonly day: LocalDate; readonly workingDays: number } | null = null,
): ItemPlan {
  const projections = forwardPass(records, links);
  const [first, ...rest] = projections.map(({ plannedFinish }) => plannedFinish);
  const plannedFinish = ownFinish ?? (first === undefined ? null : latest(first, ...rest));
  if (plannedFinish === null) return { rows: [], plannedFinish, projectedFinish: null, delay: null };
  const ends = projections.map((projection) => projection.projectedFinish);
  const projectedFinish = latest(plannedFinish, standing?.day ?? plannedFinish, ...ends);
  const rows = withSlack(projections, links, projectedFinish);
  const byItself: Delay | null = standing && { because: 'standing', recordId: null, workingDays: standing.workingDays };
  const delay = projectedFinish > plannedFinish ? (delayOf(projections, projectedFinish) ?? byItself) : null;
  return { rows, plannedFinish, projectedFinish, delay };
}

/** The backward pass: how late each may end, so that nothing after it, nor the item, ends later than projected. */
function withSlack(projections: readonly Projection[], links: readonly Link[], finish: LocalDate): PlanRow[] {
  const lastFinish = new Map<string, LocalDate>();
  for (const { record } of [...projections].reverse()) {
    const after = links.flatMap(({ predecessorId, successorId, lagDays }) => {
      const next = projections.find((projection) => projection.record.id === successorId);
      if (predecessorId !== record.id || !next || next.record.finishedOn !== null) return [];
      return [lastFinishBefore(next.record, lastStart(next, lastFinish.get(successorId) ?? finish), lagDays)];
    });
    lastFinish.set(
      record.id,
      [finish, ...after].reduce((one, other) => (other < one ? other : one)),
    );
  }
  return projections.map((projection) => {
    const { record, projectedFinish } = projection;
    if (record.finishedOn !== null) return { ...projection, slack: null, critical: false };
    const slack = workingDaysBetween(record.calendar, projectedFinish, lastFinish.get(record.id) ?? finish);
    return { ...projection, slack, critical: slack === 0 };
  });
}

/** The last working day on which it can begin and still end by `finish`. */
function lastStart({ record, duration }: Projection, finish: LocalDate): LocalDate {
  const { calendar } = record;
  const lastDay = calendar.isWorkday(finish) ? finish : stepped(calendar, finish, -1);
  return duration < 2 ? lastDay : stepped(calendar, lastDay, 1 - duration);
}

/** From the record that ends last, back along what it waits for to the one that began it. */
function delayOf(projections: readonly Projection[], finish: LocalDate): Delay | null {
  let at = projections.find(({ projectedFinish }) => projectedFinish === finish);
  while (at !== undefined && typeof at.driver === 'object') {
    const { predecessorId } = at.driver;
    const before = projections.find(({ record }) => record.id === predecessorId);
    if (before === undefined || before.projectedFinish <= before.plannedFinish) return reason(at, 'crowded');
    at = before;
  }
  if (at === undefined) return null;
  if (at.driver === 'standing') return reason(at, 'standing');
  return reason(at, at.projectedFinish > at.plannedFinish ? 'late' : 'beyond');
}

function reason({ record, plannedFinish, projectedFinish }: Projection, because: Delay['because']): Delay {
  const workingDays = workingDaysBetween(record.calendar, plannedFinish, projectedFinish);
  return { because, recordId: record.id, workingDays };
}
