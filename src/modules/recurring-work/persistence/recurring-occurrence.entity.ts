import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Cause, OccurrenceStatus, RecurringKind, RuleSeverity } from '../domain/recurring-words.js';

const RUNNING = "overdue_since IS NULL AND status = 'open'";

/** One date of a rule: owed, done, skipped or missed. */
@Entity('recurring_occurrences')
// However many sweeps run, a date is raised once.
@Unique('recurring_occurrences_rule_date', ['ruleId', 'plannedOn'])
@Index('recurring_occurrences_owed', ['ownerId', 'dueOn', 'id'], { where: "status = 'open'" })
// What the sweeps may still have to act on, so that a run costs what is newly due and not the table.
@Index('recurring_occurrences_to_reckon', ['workspaceId', 'dueOn', 'id'], { where: `late_at IS NULL AND ${RUNNING}` })
@Index('recurring_occurrences_to_flag', ['workspaceId', 'lateAt', 'id'], {
  where: `late_at IS NOT NULL AND ${RUNNING}`,
})
@Index('recurring_occurrences_to_remind', ['workspaceId', 'remindAt', 'id'], {
  where: `remind_at IS NOT NULL AND ${RUNNING}`,
})
export class RecurringOccurrence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'recurring_occurrences_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('recurring_rules', { name: 'recurring_occurrences_rule_id_fkey' })
  @Column('uuid')
  ruleId!: string;

  /** The date by the rule, before a day off moved it. */
  @Column('date')
  plannedOn!: string;

  /** Last day in time, in the zone of who owes it. */
  @Column('date')
  dueOn!: string;

  /** As the rule said when it was raised, as the four that follow. */
  @Column('text')
  kind!: RecurringKind;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  target!: string | null;

  @Column('text', { nullable: true })
  severity!: RuleSeverity | null;

  @Column('uuid')
  ownerId!: string;

  @Column('text', { default: 'open' })
  status!: OccurrenceStatus;

  /** Why it is not owed, or that it was raised after its day. */
  @Column('text', { nullable: true })
  cause!: Cause | null;

  /** In somebody's words. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** What came of it. */
  @Column('text', { nullable: true })
  result!: string | null;

  /** First day late; set by the sweep, once. */
  @Column('date', { nullable: true })
  overdueSince!: string | null;

  /** The due date of which who owes it was reminded. */
  @Column('date', { nullable: true })
  remindedOf!: string | null;

  /** From when on it is late, in the time of who owes it; null until the sweep has reckoned it. */
  @Column('timestamptz', { nullable: true })
  lateAt!: Date | null;

  /** When to remind of it; null when it was done, or is not reckoned. */
  @Column('timestamptz', { nullable: true })
  remindAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('uuid', { nullable: true })
  settledBy!: string | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
