import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A POST that named itself: what it was, whether its change is committed, and what it answered. */
@Entity('idempotency_keys')
@Index('idempotency_keys_created_at', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  userId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key!: string;

  /** HMAC-SHA-256 of method, address and body. */
  @Column('text')
  fingerprint!: string;

  @Column('timestamptz')
  createdAt!: Date;

  /** Set in the very transaction of the change, so that a crash right after it cannot make it happen again. */
  @Column('boolean', { default: false })
  committed!: boolean;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  answer!: unknown;
}
