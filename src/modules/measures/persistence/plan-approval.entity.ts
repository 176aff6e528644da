import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody's yes to the measures of a plan as they were. A changed plan, or the next loop, needs a new one. */
@Entity('plan_approvals')
@Index('plan_approvals_standing', ['itemId', 'cycle', 'loop'], { unique: true, where: 'voided_at IS NULL' })
export class PlanApproval {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_approvals_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'plan_approvals_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('integer')
  loop!: number;

  /** Each chosen measure and the cause it answers, with their versions: `id@3 id@2`. */
  @Column('text', { array: true })
  covers!: string[];

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('uuid')
  approvedBy!: string;

  @Column('timestamptz')
  approvedAt!: Date;

  @Column('uuid', { nullable: true })
  voidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  voidedAt!: Date | null;
}
