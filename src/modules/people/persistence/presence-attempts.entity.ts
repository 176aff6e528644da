import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often somebody who is signed in failed in a row to show again that it is he. */
@Entity('presence_attempts')
export class PresenceAttempts {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'presence_attempts_pkey' })
  userId!: string;

  @Column('integer')
  failures!: number;

  @Column('timestamptz')
  lastAt!: Date;
}
