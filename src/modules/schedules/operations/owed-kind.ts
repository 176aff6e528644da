import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';

import type { Localised } from '../../../kernel/text/index.js';
import type { OwedKindName, OwedRecord } from '../domain/owed-record.js';

/** What is particular to one kind of record that somebody owes by a day. */
export interface OwedKind {
  readonly noun: Localised;
  readonly entity: EntityTarget<OwedRecord>;
  /** The statuses in which somebody still owes it. */
  readonly open: readonly string[];
  /** Whether somebody still owes it. */
  isOpen(record: OwedRecord): boolean;
  /** When it was finished; null while it is owed, and for what was given up. */
  finishedAt(record: OwedRecord): Date | null;
  /** Whether its clock stands for a reason of its own, beside an approval and its item. */
  isBlocked(record: OwedRecord): boolean;
}

export const OWED_KIND = 'shewhart:owed-kind';

/** Declares a class as the one that knows a kind of record that is owed by a day. */
export function ProvidesOwedKind(name: OwedKindName): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(OWED_KIND, name));
}

/** Whether a record’s clock stands, whatever its item does: blocked, or for an approval that somebody else owes. */
export function standsByItself(kind: OwedKind, record: OwedRecord): boolean {
  return kind.isBlocked(record) || record.approvalId !== null || record.heldUpBy.length > 0;
}
