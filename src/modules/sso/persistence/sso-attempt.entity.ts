import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody on his way to the provider and back; taken out of the world when he returns. */
@Entity('sso_attempts')
@Index('sso_attempts_begun', ['workspaceId', 'begunAt'])
export class SsoAttempt {
  /** SHA-256 of the state, base64url: what stands here opens nothing. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sso_attempts_pkey' })
  stateHash!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  nonce!: string;

  @Column('text')
  codeVerifier!: string;

  /** Whether the person must show the provider again who he is. */
  @Column('boolean')
  reauthenticates!: boolean;

  @Column('timestamptz')
  begunAt!: Date;
}
