import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A batch of events, sealed. Append-only like the events. */
@Entity('audit_seals')
@Index('audit_seals_last_event', ['workspaceId', 'lastEvent'])
export class AuditSeal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_seals_pkey' })
  workspaceId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'audit_seals_pkey' })
  number!: number;

  @Column('text')
  previous!: string;

  @Column('bigint')
  firstEvent!: number;

  @Column('bigint')
  lastEvent!: number;

  @Column('integer')
  count!: number;

  @Column('text')
  root!: string;

  @Column('timestamptz')
  sealedAt!: Date;

  @Column('text')
  hash!: string;

  @Column('bigint', { array: true })
  eventIds!: number[];

  /** 32 bytes for each event. */
  @Column('bytea')
  leaves!: Buffer;
}
