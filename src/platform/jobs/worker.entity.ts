import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A process that works jobs. */
@Entity('workers')
export class Worker {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workers_pkey' })
  id!: string;

  @Column('timestamptz')
  startedAt!: Date;

  /** By the database's clock, the same for all. */
  @Column('timestamptz')
  seenAt!: Date;
}
