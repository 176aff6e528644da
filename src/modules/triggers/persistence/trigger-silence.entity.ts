import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody has asked for quiet, until when and why: rules go on judging, but open nothing. */
@Entity('trigger_silences')
@Index('trigger_silences_by_end', ['workspaceId', 'endsAt'])
export class TriggerSilence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_silences_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** One rule, all rules of a metric, or everything in the workspace. */
  @ForeignKey('trigger_rules', { name: 'trigger_silences_rule_id_fkey' })
  @Column('uuid', { nullable: true })
  ruleId!: string | null;

  @Column('text', { nullable: true })
  metricCode!: string | null;

  @Column('text')
  reason!: string;

  @Column('timestamptz')
  startsAt!: Date;

  /** First instant at which it no longer holds. */
  @Column('timestamptz')
  endsAt!: Date;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
