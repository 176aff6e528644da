import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { Role } from '../../../kernel/actor/index.js';

/** A secret address that makes one account once. Only its hash is kept. */
@Entity('one_time_links')
@Unique('one_time_links_token_hash_key', ['tokenHash'])
export class OneTimeLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'one_time_links_pkey' })
  id!: string;

  /** SHA-256 of the token, base64url. */
  @Column('text')
  tokenHash!: string;

  @Column('text')
  purpose!: 'first_admin' | 'invitation';

  @ForeignKey('workspaces', { name: 'one_time_links_workspace_id_fkey' })
  @Column('uuid', { nullable: true })
  workspaceId!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  role!: Role | null;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
