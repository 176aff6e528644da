import type { Deadline } from '../../../kernel/time/index.js';

/** The kinds of record below an item that one person owes by a day. */
export const OWED_KINDS = ['task', 'milestone'] as const;
export type OwedKindName = (typeof OWED_KINDS)[number];

/** What a record of any of these kinds is. */
export interface OwedRecord extends Deadline {
  readonly id: string;
  readonly workspaceId: string;
  readonly itemId: string;
  /** An item's key never changes. */
  readonly itemKey: string;
  readonly cycle: number;
  readonly title: string;
  readonly assigneeId: string;
  readonly status: string;
  /** When its clock last went on. */
  readonly wentOnAt: Date | null;
  /** The approval it waits for; its clock stands until somebody has decided. */
  readonly approvalId: string | null;
  /** The approvals that hold it up although nobody asked for them by its name (docs/decisions/0011). */
  readonly heldUpBy: readonly string[];
  /** Of a milestone: the stage that it dates. */
  readonly stage?: string;
  readonly createdAt: Date;
  readonly version: number;
}
