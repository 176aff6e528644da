import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { DeliveryState } from '../domain/webhook-words.js';

/** One event on its way to one webhook. Its id is the message's: a receiver that sees it twice knows it. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_event_key', ['webhookId', 'eventId'])
@Index('webhook_deliveries_due', ['workspaceId', 'webhookId', 'nextAttemptAt'], { where: "state = 'waiting'" })
@Index('webhook_deliveries_unreported', ['workspaceId'], { where: "state = 'dead' AND reported_at IS NULL" })
@Index('webhook_deliveries_list', ['webhookId', 'createdAt', 'id'])
export class WebhookDelivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('webhooks', { name: 'webhook_deliveries_webhook_id_fkey' })
  @Column('uuid')
  webhookId!: string;

  /** Null for a test message. */
  @Column('bigint', { nullable: true })
  eventId!: number | null;

  @Column('text')
  type!: string;

  @Column('jsonb')
  payload!: object;

  @Column('text', { default: 'waiting' })
  state!: DeliveryState;

  @Column('integer', { default: 0 })
  attempts!: number;

  /** While one is under way: when it counts as lost. */
  @Column('timestamptz')
  nextAttemptAt!: Date;

  @Column('integer', { nullable: true })
  lastStatus!: number | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  /** When the admins were told that it was given up. */
  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
