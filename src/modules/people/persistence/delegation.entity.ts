import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../../kernel/time/index.js';

/** Approvals handed over from one member to another, from a day to a day of the workspace, both included. */
@Entity('delegations')
@Index('delegations_delegate', ['workspaceId', 'delegateId', 'toOn'], { where: 'revoked_at IS NULL' })
@Index('delegations_giver', ['workspaceId', 'giverId', 'toOn'], { where: 'revoked_at IS NULL' })
export class Delegation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'delegations_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'delegations_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  giverId!: string;

  @Column('uuid')
  delegateId!: string;

  @Column('date')
  fromOn!: LocalDate;

  @Column('date')
  toOn!: LocalDate;

  @Column('text')
  reason!: string;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { nullable: true })
  revokedBy!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}
