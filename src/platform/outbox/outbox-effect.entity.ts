import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** "This reaction to this event has happened": written in the reaction's own transaction, so it can happen only once. */
@Entity('outbox_effects')
export class OutboxEffect {
  @ForeignKey('outbox_events', { name: 'outbox_effects_event_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'outbox_effects_pkey' })
  eventId!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'outbox_effects_pkey' })
  reaction!: string;

  @Column('timestamptz')
  happenedAt!: Date;
}
