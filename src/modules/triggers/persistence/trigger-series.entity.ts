import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Machine } from '../domain/machine.js';
import type { RuleState } from '../domain/rule-words.js';

/** Where a rule stands with one series: the metric itself, or the feedback about one module. */
@Entity('trigger_series')
@Unique('trigger_series_of_rule', ['ruleId', 'series'])
@Index('trigger_series_due', ['dueAt'])
@Index('trigger_series_to_react', ['reactBy'], { where: 'react_by IS NOT NULL' })
export class TriggerSeries {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_series_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('trigger_rules', { name: 'trigger_series_rule_id_fkey' })
  @Column('uuid')
  ruleId!: string;

  /** Empty for the metric itself. */
  @Column('text', { default: '' })
  series!: string;

  @Column('text', { default: 'no_data' })
  state!: RuleState;

  /** Why it cannot be judged, a sentence in each language on a line of its own. */
  @Column('text', { nullable: true })
  problem!: string | null;

  @Column('jsonb', { nullable: true })
  machine!: Machine | null;

  /** The item it opened last, alive or not. */
  @ForeignKey('items', { name: 'trigger_series_item_id_fkey' })
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  /** It fired, but a silence or its parent kept it from opening an item; the next worse period may. */
  @Column('boolean', { default: false })
  withheld!: boolean;

  /** What it found last went to that item; when it fired without getting one, the item's end says nothing about it. */
  @Column('boolean', { default: true })
  followsItem!: boolean;

  /** Start of the first and of the newest period it has judged. */
  @Column('timestamptz', { nullable: true })
  judgedFrom!: Date | null;

  @Column('timestamptz', { nullable: true })
  judgedUntil!: Date | null;

  /** When its last item ended before it had recovered: periods that began before then never count again. */
  @Column('timestamptz', { nullable: true })
  countsFrom!: Date | null;

  /** Points have come for periods from here on that were judged already. */
  @Column('timestamptz', { nullable: true })
  rejudgeFrom!: Date | null;

  /** When the next period closes, and it must be judged whether points have come or not. */
  @Column('timestamptz')
  dueAt!: Date;

  /** Until when somebody must have started on its item; null once that is settled. */
  @Column('timestamptz', { nullable: true })
  reactBy!: Date | null;
}
