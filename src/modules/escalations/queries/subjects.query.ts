import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Containment, Item } from '../../items/index.js';
import { Milestone } from '../../milestones/index.js';
import { isOpenTask, Task } from '../../tasks/index.js';
import type { SubjectType } from '../domain/escalation-words.js';
import { later, type SubjectState } from '../domain/round.js';

export interface SubjectRef {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly itemId: string;
}

/** What stays late, as it stands now. */
export interface Subject extends SubjectState {
  readonly type: SubjectType;
  readonly id: string;
  readonly title: string;
  readonly item: Item;
}

/** `skip` leaves out what somebody changes at the moment; `wait` waits for him; `none` reads what is there. */
export type SubjectLock = 'skip' | 'wait' | 'none';

const LOCKS = {
  skip: { mode: 'pessimistic_read', onLocked: 'skip_locked' },
  wait: { mode: 'pessimistic_read' },
  none: undefined,
} as const;

/** Tasks, milestones and P0 items in the one form in which the ladder looks at them, the item locked first. */
@Injectable()
export class Subjects {
  /** @returns by `subjectType` and `subjectId`: see `subjectKey` */
  async of(
    tx: Tx,
    workspace: WorkspaceRef,
    refs: readonly SubjectRef[],
    lock: SubjectLock,
  ): Promise<ReadonlyMap<string, Subject>> {
    const ids = (type: SubjectType) => refs.filter((ref) => ref.subjectType === type).map((ref) => ref.subjectId);
    const among = (wanted: readonly string[]) => ({ workspaceId: workspace.id, id: In([...new Set(wanted)]) });
    const options = <Row>(where: FindOptionsWhere<Row>) => ({ where, ...(LOCKS[lock] && { lock: LOCKS[lock] }) });
    const found = await tx.find(Item, options<Item>(among(refs.map(({ itemId }) => itemId))));
    const items = new Map(found.map((item) => [item.id, item]));
    const tasks = await tx.find(Task, options<Task>(among(ids('task'))));
    const milestones = await tx.find(Milestone, options<Milestone>(among(ids('milestone'))));
    const contained = await tx.findBy(Containment, { workspaceId: workspace.id, itemId: In(ids('containment')) });
    const ofItem = <Row extends { itemId: string }>(row: Row, make: (row: Row, item: Item) => Subject): Subject[] => {
      const item = items.get(row.itemId);
      return item ? [make(row, item)] : [];
    };
    const subjects = [
      ...tasks.flatMap((task) => ofItem(task, taskSubject)),
      ...milestones.flatMap((milestone) => ofItem(milestone, milestoneSubject)),
      ...ids('containment').flatMap((itemId) => {
        const containedAt = contained.find((report) => report.itemId === itemId)?.containedAt ?? null;
        return ofItem({ itemId, containedAt }, containmentSubject);
      }),
    ];
    return new Map(subjects.map((subject) => [subjectKey(subject.type, subject.id), subject]));
  }
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

function containmentSubject({ containedAt }: { containedAt: Date | null }, item: Item): Subject {
  return {
    type: 'containment',
    id: item.id,
    title: item.title,
    item,
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

function datedSubject({ id, title, cycle, overdueSince, stoppedOn, ...owed }: Task | Milestone, item: Item) {
  return {
    id,
    title,
    item,
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

function isLive({ status }: Item): boolean {
  return status === 'active' || status === 'on_hold';
}
