import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Leave to pass one gate unmet, for a reason, until a day, by somebody other than who asked (L-18). */
@Entity('waivers')
@Index('waivers_item', ['itemId'])
export class Waiver {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'waivers_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'waivers_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  gate!: string;

  @Column('text')
  reason!: string;

  /** L-06: how the change will be judged without a pilot; only for `pilot-is-won`. */
  @Column('text', { nullable: true })
  beforeAfterDeclaration!: string | null;

  /** Last day on which it counts, in the workspace. */
  @Column('date')
  expiresOn!: string;

  @Column('uuid')
  requestedBy!: string;

  @Column('timestamptz')
  requestedAt!: Date;

  @Column('uuid', { nullable: true })
  approvedBy!: string | null;

  /** Whose approval it was, when a delegate gave it. */
  @Column('uuid', { nullable: true })
  approvedOnBehalfOf!: string | null;

  @Column('timestamptz', { nullable: true })
  approvedAt!: Date | null;

  @Column('uuid', { nullable: true })
  refusedBy!: string | null;

  /** Whose refusal it was, when a delegate gave it. */
  @Column('uuid', { nullable: true })
  refusedOnBehalfOf!: string | null;

  @Column('timestamptz', { nullable: true })
  refusedAt!: Date | null;

  @Column('text', { nullable: true })
  refusalReason!: string | null;
}
