import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that happened, written in the transaction that made it happen, waiting to be handed to the job queue. */
@Entity('outbox_events')
@Index('outbox_events_pending', ['priority', 'id'], { where: 'dispatched_at IS NULL' })
@Index('outbox_events_unfinished', ['dispatchedAt'], { where: 'finished_at IS NULL AND dispatched_at IS NOT NULL' })
@Index('outbox_events_finished_at', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
export class OutboxEvent {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'outbox_events_pkey', generated: 'identity' })
  id!: number;

  @Column('uuid')
  workspaceId!: string;

  /** The same string as the audit action: `item.stage_advanced`. */
  @Column('text')
  type!: string;

  @Column('jsonb')
  payload!: EventPayload;

  @Column('timestamptz')
  occurredAt!: Date;

  /** One of EVENT_PRIORITIES. */
  @Column('smallint', { default: 0 })
  priority!: number;

  /** When a relay last took it, to bring it to the queue; by the database's clock. */
  @Column('timestamptz', { nullable: true })
  claimedAt!: Date | null;

  /** When the queue had it. */
  @Column('timestamptz', { nullable: true })
  dispatchedAt!: Date | null;

  /** When every reaction to it had happened. */
  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}

/** What every event tells beside its own facts. */
export interface EventPayload {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly itemId: string | null;
  readonly actorId: string | null;
  readonly [fact: string]: unknown;
}
