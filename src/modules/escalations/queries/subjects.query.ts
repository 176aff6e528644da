import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Containment, Item } from '../../items/index.js';
import { Milestone } from '../../milestones/index.js';
import { RecurringOccurrence, RecurringRule } from '../../recurring-work/index.js';
import { Task } from '../../tasks/index.js';
import type { SubjectType } from '../domain/escalation-words.js';
import {
  containmentSubject,
  milestoneSubject,
  occurrenceSubject,
  type Subject,
  subjectKey,
  taskSubject,
} from './subject.js';

export interface SubjectRef {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** Null for what comes round. */
  readonly itemId: string | null;
}

/** `skip` leaves out what somebody changes at the moment; `wait` waits for him; `none` reads what is there. */
export type SubjectLock = 'skip' | 'wait' | 'none';

const LOCKS = {
  skip: { mode: 'pessimistic_read', onLocked: 'skip_locked' },
  wait: { mode: 'pessimistic_read' },
  none: undefined,
} as const;

/** All that can stay late in the one form in which the ladder looks at it, the item locked first. */
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
    const itemIds = refs.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]));
    const items = byId(await tx.find(Item, options<Item>(among(itemIds))));
    const tasks = await tx.find(Task, options<Task>(among(ids('task'))));
    const milestones = await tx.find(Milestone, options<Milestone>(among(ids('milestone'))));
    const contained = await tx.findBy(Containment, { workspaceId: workspace.id, itemId: In(ids('containment')) });
    const coming = ids('recurring_occurrence');
    const occurrences = await tx.find(RecurringOccurrence, options<RecurringOccurrence>(among(coming)));
    const rules = byId(await tx.findBy(RecurringRule, among(occurrences.map(({ ruleId }) => ruleId))));
    const subjects = [
      ...tasks.flatMap((task) => below(items.get(task.itemId), task, taskSubject)),
      ...milestones.flatMap((milestone) => below(items.get(milestone.itemId), milestone, milestoneSubject)),
      ...ids('containment').flatMap((itemId) => {
        const containedAt = contained.find((report) => report.itemId === itemId)?.containedAt ?? null;
        return below(items.get(itemId), { containedAt }, containmentSubject);
      }),
      ...occurrences.flatMap((occurrence) => below(rules.get(occurrence.ruleId), occurrence, occurrenceSubject)),
    ];
    return new Map(subjects.map((subject) => [subjectKey(subject.type, subject.id), subject]));
  }
}

/** Nothing where what it belongs to is not at hand. */
function below<Row, Parent>(
  parent: Parent | undefined,
  row: Row,
  subject: (row: Row, parent: Parent) => Subject,
): Subject[] {
  return parent === undefined ? [] : [subject(row, parent)];
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
