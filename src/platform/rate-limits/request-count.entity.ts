import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many requests somebody made in one minute, over all processes. Not logged: a crash forgives them. */
@Entity('request_counts')
export class RequestCount {
  /** `person:`, `key:` or `address:`, and who. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'request_counts_pkey' })
  subject!: string;

  /** Its beginning. */
  @Column('timestamptz')
  minute!: Date;

  @Column('integer')
  requests!: number;
}
