import type { Item } from '../../items/index.js';
import type { Milestone } from '../../milestones/index.js';
import type { RecurringOccurrence, RecurringRule } from '../../recurring-work/index.js';
import { isOpenTask, type Task } from '../../tasks/index.js';
import type { LadderSeverity, SubjectType } from '../domain/escalation-words.js';
import { later, type SubjectState } from '../domain/round.js';

/** What stays late, as it stands now. */
export interface Subject extends SubjectState {
  readonly type: SubjectType;
  readonly id: string;
  readonly title: string;
  /** Both null for what belongs to no item. */
  readonly itemId: string | null;
  readonly itemKey: string | null;
  readonly severity: LadderSeverity | null;
  /** Who stands above who owes it. */
  readonly ownerId: string | null;
  readonly sponsorId: string | null;
  /** Whose head is told of what nobody owes. */
  readonly unitId: string | null;
}

export function subjectKey(type: SubjectType, id: string): string {
  return `${type} ${id}`;
}

export function taskSubject(task: Task, item: Item): Subject {
  return { type: 'task', ...datedSubject(task, item), isOwed: isOpenTask(task.status) };
}

export function milestoneSubject(milestone: Milestone, item: Item): Subject {
  return { type: 'milestone', ...datedSubject(milestone, item), isOwed: milestone.status === 'planned' };
}

export function containmentSubject({ containedAt }: { readonly containedAt: Date | null }, item: Item): Subject {
  return {
    ...lineOf(item),
    type: 'containment',
    id: item.id,
    title: item.title,
    isOwed: containedAt === null,
    isLate: item.severity === 'P0',
    isItemOver: !isLive(item),
    stands: item.status === 'on_hold',
    wentOnAt: item.wentOnAt,
    owedBy: item.ownerId,
    dueOn: null,
    slips: 0,
  };
}

/** Whoever made the rule stands where an item has its owner. Its date is never moved, and its clock never stands. */
export function occurrenceSubject(occurrence: RecurringOccurrence, { createdBy }: RecurringRule): Subject {
  const { id, title, severity, dueOn, status, overdueSince, ownerId } = occurrence;
  return {
    ...{ type: 'recurring_occurrence', id, title, itemId: null, itemKey: null, severity, dueOn },
    ...{ ownerId: createdBy, sponsorId: null, unitId: null, owedBy: ownerId },
    ...{ isOwed: status === 'open', isLate: overdueSince !== null, isItemOver: false, stands: false },
    ...{ wentOnAt: null, slips: 0 },
  };
}

function datedSubject({ id, title, cycle, overdueSince, stoppedOn, ...owed }: Task | Milestone, item: Item) {
  return {
    ...lineOf(item),
    id,
    title,
    isLate: overdueSince !== null,
    isItemOver: !isLive(item) || cycle !== item.cycle,
    stands: stoppedOn !== null || item.status === 'on_hold',
    // What an item’s resumption lets go on went on with it, though its own days may be given back a moment later.
    wentOnAt: owed.wentOnAt ? later(owed.wentOnAt, item.wentOnAt) : item.wentOnAt,
    owedBy: owed.assigneeId,
    dueOn: owed.dueOn,
    slips: owed.slips,
  };
}

function lineOf({ id: itemId, key: itemKey, severity, ownerId, sponsorId, unitId }: Item) {
  return { itemId, itemKey, severity, ownerId, sponsorId, unitId };
}

function isLive({ status }: Item): boolean {
  return status === 'active' || status === 'on_hold';
}
