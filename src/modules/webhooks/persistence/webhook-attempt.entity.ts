import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One try to deliver, as it went. */
@Entity('webhook_attempts')
@Index('webhook_attempts_delivery', ['deliveryId', 'at'])
export class WebhookAttempt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_attempts_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('webhook_deliveries', { name: 'webhook_attempts_delivery_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  deliveryId!: string;

  @Column('timestamptz')
  at!: Date;

  /** Null when no answer came. */
  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  /** The beginning of what was answered. */
  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('integer')
  tookMs!: number;
}
