import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ApprovalStatus } from '../domain/approval-words.js';

const PENDING = "status = 'pending'";

/** A named person's leave that something owed waits for. */
@Entity('approvals')
@Index('approvals_item', ['itemId', 'id'])
// What waits, waits for one person at a time.
@Index('approvals_pending', ['recordId'], { unique: true, where: PENDING })
@Index('approvals_owed', ['workspaceId', 'approverId', 'id'], { where: PENDING })
export class Approval {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'approvals_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'approvals_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  /** `task` or `milestone` */
  @Column('text')
  kind!: 'task' | 'milestone';

  @Column('uuid')
  recordId!: string;

  @Column('uuid')
  approverId!: string;

  /** What is asked. */
  @Column('text', { default: '' })
  note!: string;

  @Column('uuid', { nullable: true })
  requestedBy!: string | null;

  @Column('timestamptz')
  requestedAt!: Date;

  @Column('text', { default: 'pending' })
  status!: ApprovalStatus;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  /** Whose approval it was, when a delegate gave it. */
  @Column('uuid', { nullable: true })
  decidedOnBehalfOf!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  /** What the approver said to it. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}
