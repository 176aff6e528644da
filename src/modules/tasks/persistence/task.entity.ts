import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { TaskStatus } from '../domain/task-words.js';

const RUNNING = "overdue_since IS NULL AND stopped_on IS NULL AND status IN ('todo', 'doing')";

/** Something one person owes an item by a day. */
@Entity('tasks')
@Index('tasks_item', ['itemId', 'dueOn', 'id'])
// "My work": only what is still owed, in the order in which it is shown.
@Index('tasks_owed', ['assigneeId', 'dueOn', 'id'], { where: "status IN ('todo', 'doing', 'blocked')" })
// "Open and due": what the sweeps may still have to act on, so that a run costs what is newly due and not the table.
@Index('tasks_to_reckon', ['workspaceId', 'dueOn', 'id'], { where: `late_at IS NULL AND ${RUNNING}` })
@Index('tasks_to_flag', ['workspaceId', 'lateAt', 'id'], { where: `late_at IS NOT NULL AND ${RUNNING}` })
@Index('tasks_to_remind', ['workspaceId', 'remindAt', 'id'], { where: `remind_at IS NOT NULL AND ${RUNNING}` })
export class Task {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tasks_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'tasks_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  /** An item's key never changes; kept here, so that lists need no join. */
  @Column('text')
  itemKey!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  description!: string;

  @Column('uuid')
  assigneeId!: string;

  /** Last day in time, in the zone of who owes it. */
  @Column('date')
  dueOn!: string;

  @Column('date')
  originalDueOn!: string;

  @Column('integer', { default: 0 })
  slips!: number;

  /** Since when the clock stands: blocked, waiting for an approval, or the item on hold. */
  @Column('date', { nullable: true })
  stoppedOn!: string | null;

  /** When the clock last went on; the grace of the ladder counts anew from then. */
  @Column('timestamptz', { nullable: true })
  wentOnAt!: Date | null;

  /** The approval it waits for. */
  @Column('uuid', { nullable: true })
  approvalId!: string | null;

  /** The approvals of the item, or of what it depends on, that hold it up (docs/decisions/0011). */
  @Column('uuid', { array: true, default: [] })
  heldUpBy!: string[];

  /** First day late; set by the sweep, once. */
  @Column('date', { nullable: true })
  overdueSince!: string | null;

  /** The due date of which the assignee was reminded. */
  @Column('date', { nullable: true })
  remindedOf!: string | null;

  /** From when on it is late, in the time of who owes it; null until the sweep has reckoned it. */
  @Column('timestamptz', { nullable: true })
  lateAt!: Date | null;

  /** When to remind of it; null when it was done, or is not reckoned. */
  @Column('timestamptz', { nullable: true })
  remindAt!: Date | null;

  @Column('text', { default: 'todo' })
  status!: TaskStatus;

  /** Per cent. */
  @Column('smallint', { default: 0 })
  progress!: number;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
