import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the chain of a workspace ends, marked with a key that is not in the database: seals cut off the end are missed. */
@Entity('audit_heads')
export class AuditHead {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_heads_pkey' })
  workspaceId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  hash!: string;

  @Column('text')
  keyId!: string;

  @Column('text')
  mark!: string;
}
