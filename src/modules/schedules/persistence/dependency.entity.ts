import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const STANDING = 'removed_at IS NULL';

/** That one record of an item can begin only when another is finished. Kept when it is removed: what was planned stays known. */
@Entity('dependencies')
@Index('dependencies_pair', ['predecessorId', 'successorId'], { unique: true, where: STANDING })
@Index('dependencies_item', ['itemId', 'cycle'], { where: STANDING })
export class Dependency {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dependencies_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'dependencies_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  /** A task or milestone of the item. */
  @Column('uuid')
  predecessorId!: string;

  @Column('uuid')
  successorId!: string;

  /** Working days in between, of who owes the successor. */
  @Column('smallint', { default: 0 })
  lagDays!: number;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;

  @Column('uuid', { nullable: true })
  removedBy!: string | null;
}
