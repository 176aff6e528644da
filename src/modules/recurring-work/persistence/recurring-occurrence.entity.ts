import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Cause, OccurrenceStatus, RecurringKind } from '../domain/recurring-words.js';

/** One date of a rule: owed, done, skipped or missed. */
@Entity('recurring_occurrences')
// However many sweeps run, a date is raised once.
@Unique('recurring_occurrences_rule_date', ['ruleId', 'plannedOn'])
@Index('recurring_occurrences_owed', ['ownerId', 'dueOn', 'id'], { where: "status = 'open'" })
@Index('recurring_occurrences_to_flag', ['workspaceId', 'dueOn', 'id'], {
  where: "status = 'open' AND overdue_since IS NULL",
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

  /** As the rule said when it was raised, as the three that follow. */
  @Column('text')
  kind!: RecurringKind;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  target!: string | null;

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

  @Column('timestamptz')
  createdAt!: Date;

  @Column('uuid', { nullable: true })
  settledBy!: string | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
