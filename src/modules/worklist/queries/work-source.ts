import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';

import type { ItemAction } from '../../people/index.js';
import type { Clearing, OwedRow, Sentence } from '../domain/work-row.js';
import type { RestingPlace } from '../domain/work-section.js';
import type { WorkQuestion } from './work-question.js';

/** Where the rows of a source are, as SQL expressions. What is left out is NULL, or nobody waiting. */
export interface WorkSelection {
  /** Joins the item as `i`: `LEFT JOIN items i ON false` where there is none. */
  readonly from: string;
  readonly where: string;
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly dueOn?: string;
  readonly stoppedOn?: string;
  readonly overdueSince?: string;
  /** Whether it is late, where that is not told by a day. */
  readonly isLate?: string;
  readonly status?: string;
  readonly version?: string;
  readonly detail?: string;
  /** How many open records of others wait for it. */
  readonly waiting?: string;
}

/**
 * One kind of thing that a person can owe, told by the module whose records they are. The list asks for what the person
 * may do by the policy, leaves out items that he does not see, and sorts.
 */
export interface WorkSource {
  /** What the policy must let the person do; left out where the row itself names him and belongs to no item. */
  readonly requires?: ItemAction;
  /** Whether the rows name the person as who owes them. */
  readonly isAssigned: boolean;
  readonly place: RestingPlace;
  /**
   * Of an approval: under which further condition, as SQL on its rows, the item cannot go on without it. Left out where no
   * clock hangs on it.
   */
  readonly holdsUp?: string;
  /** The stages in which it can be awaited at all; every one when left out. Those of others are not even asked for. */
  readonly holdsUpIn?: readonly string[];
  /** Of an approval: the last day on which it can be given, as SQL. */
  readonly untilOn?: string;

  select(asked: WorkQuestion): WorkSelection;
  /** Why it stands there. */
  why(row: OwedRow): Sentence;
  /** What clears it. */
  clearing(row: OwedRow): Clearing;
}

export const WORK_SOURCE = 'shewhart:work-source';

/** Declares a class as the source of that kind of row. The name is part of the API and lasts. */
export function ProvidesWork(kind: string): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(WORK_SOURCE, kind));
}
