import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Role } from '../../../kernel/actor/index.js';

/** A secret address that makes one account, or sets one password, once. Only its hash is kept. */
@Entity('one_time_links')
@Index('one_time_links_open_invitation', ['workspaceId', 'email'], {
  unique: true,
  where: "purpose = 'invitation' AND used_at IS NULL AND revoked_at IS NULL",
})
@Index('one_time_links_expires_at', ['expiresAt'])
@Unique('one_time_links_token_hash_key', ['tokenHash'])
export class OneTimeLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'one_time_links_pkey' })
  id!: string;

  /** SHA-256 of the token, base64url. */
  @Column('text')
  tokenHash!: string;

  @Column('text')
  purpose!: 'first_admin' | 'invitation' | 'password_reset';

  @ForeignKey('workspaces', { name: 'one_time_links_workspace_id_fkey' })
  @Column('uuid', { nullable: true })
  workspaceId!: string | null;

  /** As accounts keep it: see identity/email-address.ts. */
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

  /** When an admin took it back, or a later link took its place. */
  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  /** How often it was sent: each time with a token of its own. */
  @Column('integer', { default: 1 })
  generation!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** Who invited. */
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  /** The letter that carries it. */
  @Column('uuid', { nullable: true })
  mailId!: string | null;

  /** The letter of which the admins were told that it will never arrive. */
  @Column('uuid', { nullable: true })
  reportedMailId!: string | null;
}
