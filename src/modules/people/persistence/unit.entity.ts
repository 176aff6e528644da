import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A department of the workspace; units stand below each other without a circle. */
@Entity('units')
@Unique('units_workspace_id_key', ['workspaceId', 'id'])
// A key of two columns, so that no unit stands below one of another workspace.
@ForeignKey('units', ['workspaceId', 'parentId'], ['workspaceId', 'id'], { name: 'units_parent_fkey' })
@Index('units_name', ['workspaceId', 'name'], { unique: true, where: 'archived_at IS NULL' })
export class Unit {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'units_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'units_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('uuid', { nullable: true })
  headId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  archivedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
