import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Role } from '../../../kernel/actor/index.js';

/** A person's role in a workspace. */
@Entity('memberships')
@Index('memberships_user', ['userId'])
@ForeignKey('units', ['workspaceId', 'unitId'], ['workspaceId', 'id'], { name: 'memberships_unit_fkey' })
export class Membership {
  @ForeignKey('workspaces', { name: 'memberships_workspace_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'memberships_pkey' })
  workspaceId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'memberships_pkey' })
  userId!: string;

  @Column('text')
  role!: Role;

  /** The department he belongs to. */
  @Column('uuid', { nullable: true })
  unitId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** Since when he is no member any more; what he did keeps his name. */
  @Column('timestamptz', { nullable: true })
  deactivatedAt!: Date | null;
}
