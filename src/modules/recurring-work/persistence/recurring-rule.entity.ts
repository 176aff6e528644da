import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Weekday } from '../../../kernel/time/index.js';
import type { DayOffRule, Frequency, Recurrence } from '../domain/recurrence.js';
import type { CatchUp, RecurringKind, RuleSeverity, RuleState } from '../domain/recurring-words.js';

/** Something that has to be done again and again, by whom and when. */
@Entity('recurring_rules')
@Index('recurring_rules_workspace', ['workspaceId', 'id'])
@Index('recurring_rules_to_raise', ['workspaceId', 'nextOn', 'id'], {
  where: "state = 'active' AND next_on IS NOT NULL",
})
@ForeignKey('units', ['workspaceId', 'unitId'], ['workspaceId', 'id'], { name: 'recurring_rules_unit_fkey' })
export class RecurringRule implements Recurrence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'recurring_rules_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'recurring_rules_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  kind!: RecurringKind;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  description!: string;

  /** What it should come to: "reach 100 %, conversion 30 %" (table 7). */
  @Column('text', { nullable: true })
  target!: string | null;

  /** Who owes each occurrence from the next on. */
  @Column('uuid')
  ownerId!: string;

  /** By which ladder its late dates climb; null for that of P2. */
  @Column('text', { nullable: true })
  severity!: RuleSeverity | null;

  @Column('uuid', { nullable: true })
  unitId!: string | null;

  @Column('text')
  frequency!: Frequency;

  @Column('integer', { default: 1 })
  every!: number;

  @Column('smallint', { array: true, default: [] })
  weekdays!: Weekday[];

  @Column('smallint', { nullable: true })
  dayOfMonth!: number | null;

  @Column('smallint', { nullable: true })
  month!: number | null;

  @Column('date')
  startsOn!: string;

  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('text', { default: 'next' })
  onDayOff!: DayOffRule;

  @Column('text', { default: 'latest' })
  catchUp!: CatchUp;

  /** Calendar days before it is due from which on it is owed, and stands in the list of who owes it. */
  @Column('smallint', { default: 7 })
  leadDays!: number;

  @Column('text', { default: 'active' })
  state!: RuleState;

  /** The next date by the rule that is not raised yet; null when there is none any more. */
  @Column('date', { nullable: true })
  nextOn!: string | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
