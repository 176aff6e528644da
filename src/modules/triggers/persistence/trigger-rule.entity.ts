import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Period } from '../../../kernel/time/index.js';
import type { RuleSettings } from '../domain/rule-settings.js';
import type { Condition, RuleTerms } from '../domain/rule-words.js';
import type { Calibration } from '../domain/series.js';

/** What a rule watches, how it judges and what it opens. Where it stands is kept by series. */
@Entity('trigger_rules')
@ForeignKey('metrics', ['workspaceId', 'metricCode'], ['workspaceId', 'code'], { name: 'trigger_rules_metric_fkey' })
@Index('trigger_rules_of_metric', ['workspaceId', 'metricCode'])
export class TriggerRule implements RuleTerms {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_rules_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  /** Null for a rule that counts feedback. */
  @Column('text', { nullable: true })
  metricCode!: string | null;

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

  @Column('jsonb', { default: {} })
  settings!: RuleSettings;

  /** Limits of a chart, reckoned when the rule was made or its baseline changed. */
  @Column('jsonb', { nullable: true })
  calibration!: Calibration | null;

  /** While that rule is open, this one opens nothing: its trouble follows from the other. */
  @ForeignKey('trigger_rules', { name: 'trigger_rules_parent_rule_id_fkey' })
  @Column('uuid', { nullable: true })
  parentRuleId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  /** Counts changes of what people wrote, not of its state. */
  @Column('integer', { default: 1 })
  version!: number;
}
