import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person whose name this workspace's trail does not show any more. Another workspace decides for itself. */
@Entity('audit_erasures')
export class AuditErasure {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_erasures_pkey' })
  workspaceId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_erasures_pkey' })
  userId!: string;

  @Column('timestamptz')
  erasedAt!: Date;
}
