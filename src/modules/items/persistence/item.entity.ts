import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Classification, DismissalKind, Severity, Stage, Status, TriggerType } from '../domain/item-words.js';

/** An improvement item (改进项目): what one problem is called, where it stands and what it must reach. */
@Entity('items')
@Unique('items_workspace_key', ['workspaceId', 'key'])
@ForeignKey('metrics', ['workspaceId', 'goalMetric'], ['workspaceId', 'code'], { name: 'items_goal_metric_fkey' })
@ForeignKey('units', ['workspaceId', 'unitId'], ['workspaceId', 'id'], { name: 'items_unit_fkey' })
@Index('items_by_change', ['workspaceId', 'changedAt', 'id'])
@Index('items_by_stage_and_change', ['workspaceId', 'stage', 'changedAt', 'id'])
@Index('items_live_of_rule', ['triggerRuleId', 'triggerSeries'], {
  unique: true,
  where: "trigger_rule_id IS NOT NULL AND status IN ('active', 'on_hold')",
})
export class Item {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'items_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'items_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  /** `CI-202611-001` */
  @Column('text')
  key!: string;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  problem!: string;

  @Column('text')
  type!: TriggerType;

  /** Where it came from: a BI report, a complaint, a rule … (M-11) */
  @Column('text', { nullable: true })
  source!: string | null;

  /** Business scene, such as "registration" or "paid search". */
  @Column('text', { nullable: true })
  scene!: string | null;

  /** Product module or link of the process it is about. */
  @Column('text', { nullable: true })
  module!: string | null;

  /** 影响范围 */
  @Column('text', { nullable: true })
  scopeOfImpact!: string | null;

  /** 1 low, 2 medium, 3 high. */
  @Column('smallint', { nullable: true })
  impact!: number | null;

  /** 1 low, 2 medium, 3 high (紧急度). */
  @Column('smallint', { nullable: true })
  urgency!: number | null;

  @Column('text', { nullable: true })
  severity!: Severity | null;

  @Column('text', { nullable: true })
  classification!: Classification | null;

  @Column('uuid', { nullable: true })
  classifiedBy!: string | null;

  @Column('uuid', { nullable: true })
  ownerId!: string | null;

  @Column('uuid', { nullable: true })
  sponsorId!: string | null;

  /** The department it belongs to; everybody's when there is none. */
  @Column('uuid', { nullable: true })
  unitId!: string | null;

  /** Code in the metric dictionary. */
  @Column('text', { nullable: true })
  goalMetric!: string | null;

  @Column('text', { nullable: true })
  goalUnit!: string | null;

  @Column('double precision', { nullable: true })
  goalBaseline!: number | null;

  @Column('double precision', { nullable: true })
  goalTarget!: number | null;

  @Column('date', { nullable: true })
  goalDate!: string | null;

  @Column('date', { nullable: true })
  plannedFinish!: string | null;

  /** 关键成果 */
  @Column('text', { nullable: true })
  keyResult!: string | null;

  @Column('text', { default: 'trigger' })
  stage!: Stage;

  @Column('text', { default: 'active' })
  status!: Status;

  /** Since when the clock of its planned finish stands. */
  @Column('date', { nullable: true })
  finishStoppedOn!: string | null;

  /** When it was last resumed from a hold. */
  @Column('timestamptz', { nullable: true })
  wentOnAt!: Date | null;

  /** One pass through the seven stages; 1 at first. */
  @Column('integer', { default: 1 })
  cycle!: number;

  /** How often a pilot sent the plan back. */
  @Column('integer', { default: 0 })
  loop!: number;

  /** Seen by its team, its owner and sponsor, admins and auditors alone. */
  @Column('boolean', { default: false })
  confidential!: boolean;

  @Column('text', { nullable: true })
  dismissalKind!: DismissalKind | null;

  /** Key of the item it repeats. */
  @Column('text', { nullable: true })
  duplicateOf!: string | null;

  @Column('uuid', { nullable: true })
  triggerRuleId!: string | null;

  /** Which of the rule's series; empty for the metric itself. */
  @Column('text', { default: '' })
  triggerSeries!: string;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
