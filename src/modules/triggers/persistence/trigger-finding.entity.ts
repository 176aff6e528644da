import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Machine, MomentKind } from '../domain/machine.js';
import type { RuleState } from '../domain/rule-words.js';

/**
 * What has come of a finding. `waiting`: not yet acted upon. `digested`: one item stands for many. `held_off`: its item
 * was dismissed so recently that a new one would only nag.
 */
export const FINDING_ACTS = [
  'waiting',
  'opened',
  'reopened',
  'appended',
  'digested',
  'silenced',
  'inhibited',
  'held_off',
  'noted',
] as const;
export type FindingAct = (typeof FINDING_ACTS)[number];

/** What happened to a series in one closed period, with the exact points, limits and versions it rests on. */
@Entity('trigger_findings')
@Index('trigger_findings_of_series', ['seriesId', 'periodStart', 'id'])
@Index('trigger_findings_at_once', ['workspaceId', 'periodEnd', 'act'])
@Index('trigger_findings_waiting', ['workspaceId', 'periodEnd', 'ruleId'], { where: "act = 'waiting'" })
export class TriggerFinding {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_findings_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  ruleId!: string;

  @ForeignKey('trigger_series', { name: 'trigger_findings_series_id_fkey' })
  @Column('uuid')
  seriesId!: string;

  @Column('timestamptz')
  periodStart!: Date;

  /** When the period closed: from then on the finding could be made. */
  @Column('timestamptz')
  periodEnd!: Date;

  @Column('text')
  kind!: MomentKind;

  @Column('text')
  fromState!: RuleState;

  @Column('text')
  toState!: RuleState;

  /** The sentence, in each language on a line of its own; empty for a mere change of state. */
  @Column('text')
  statement!: string;

  @Column('jsonb')
  figures!: unknown;

  /** As it stood after the period: from here a late value is judged anew. */
  @Column('jsonb')
  machine!: Machine;

  @Column('integer')
  ruleVersion!: number;

  @Column('integer', { nullable: true })
  metricVersion!: number | null;

  /** A later value of an earlier period has led elsewhere; kept as what was seen then. */
  @Column('boolean', { default: false })
  superseded!: boolean;

  @Column('text', { nullable: true })
  act!: FindingAct | null;

  @ForeignKey('items', { name: 'trigger_findings_item_id_fkey' })
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('timestamptz', { nullable: true })
  actedAt!: Date | null;
}
