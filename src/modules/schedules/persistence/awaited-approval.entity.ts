import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const STANDING = 'settled_at IS NULL';

/** An approval that an item waited for, or waits for: since when, and until when. Kept: how long approvers took stays known. */
@Entity('awaited_approvals')
@Index('awaited_approvals_standing', ['itemId', 'kind', 'subjectId'], { unique: true, where: STANDING })
@Index('awaited_approvals_lapsing', ['workspaceId', 'untilOn', 'id'], { where: `${STANDING} AND until_on IS NOT NULL` })
export class AwaitedApproval {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'awaited_approvals_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'awaited_approvals_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  /** As in the list of work of whoever owes it: `plan_to_approve`. */
  @Column('text')
  kind!: string;

  /** Of what is to be approved. */
  @Column('uuid')
  subjectId!: string;

  /** Last day, in the workspace, on which it can be given. */
  @Column('date', { nullable: true })
  untilOn!: string | null;

  @Column('timestamptz')
  since!: Date;

  /** When it was given, or was needed no more. */
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
