import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often somebody guessed in a row, and until when nobody listens. */
@Entity('sign_in_attempts')
@Index('sign_in_attempts_last_at', ['lastAt'])
export class SignInAttempt {
  /** `account:` and a keyed digest of the address, or `network:` and the IP address: people need not exist to be counted. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  subject!: string;

  @Column('integer')
  failures!: number;

  @Column('timestamptz')
  lastAt!: Date;

  @Column('timestamptz', { nullable: true })
  blockedUntil!: Date | null;
}
