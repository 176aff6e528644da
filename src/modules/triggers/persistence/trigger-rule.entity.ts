import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { Condition, RuleState, RuleTerms } from '../domain/rule-words.js';

/** "k of m closed periods worse than …": what it watches, what it opens, and where it stands. */
@Entity('trigger_rules')
@ForeignKey('metrics', ['workspaceId', 'metricCode'], ['workspaceId', 'code'], { name: 'trigger_rules_metric_fkey' })
@Index('trigger_rules_of_metric', ['workspaceId', 'metricCode'])
@Index('trigger_rules_due', ['dueAt'], { where: 'enabled' })
export class TriggerRule implements RuleTerms {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_rules_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  metricCode!: string;

  @Column('text')
  period!: Period;

  @Column('text')
  condition!: Condition;

  @Column('double precision', { nullable: true })
  percent!: number | null;

  @Column('date', { nullable: true })
  baselineFrom!: string | null;

  @Column('date', { nullable: true })
  baselineTo!: string | null;

  /** Mean of the closed periods of the baseline, as it was when the rule was made: later points do not move it. */
  @Column('double precision', { nullable: true })
  baseline!: number | null;

  @Column('integer')
  k!: number;

  @Column('integer')
  m!: number;

  /** Title of the item it opens; made from the finding when null. */
  @Column('text', { nullable: true })
  itemTitle!: string | null;

  /** A trigger type of the items. */
  @Column('text')
  itemType!: string;

  @Column('text', { nullable: true })
  severity!: string | null;

  @Column('smallint', { nullable: true })
  impact!: number | null;

  @Column('smallint', { nullable: true })
  urgency!: number | null;

  @Column('boolean', { default: true })
  enabled!: boolean;

  @Column('text', { default: 'no_data' })
  state!: RuleState;

  /** The item it opened last, alive or not. */
  @ForeignKey('items', { name: 'trigger_rules_item_id_fkey' })
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  /** Start of the newest period it has judged. */
  @Column('timestamptz', { nullable: true })
  judgedUntil!: Date | null;

  /** When its last item ended: periods that began before then never count again. */
  @Column('timestamptz', { nullable: true })
  countsFrom!: Date | null;

  /** When the next period closes, and it must be judged whether points have come or not. */
  @Column('timestamptz')
  dueAt!: Date;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  /** Counts changes of what people wrote, not of its state. */
  @Column('integer', { default: 1 })
  version!: number;
}
