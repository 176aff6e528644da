import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Locale } from '../../../kernel/text/index.js';
import type { WebhookFormat, WebhookState } from '../domain/webhook-words.js';

/** Another system that wants to be told of events. */
@Entity('webhooks')
@Index('webhooks_workspace', ['workspaceId', 'id'])
export class Webhook {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhooks_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  url!: string;

  @Column('text')
  format!: WebhookFormat;

  /** Event types; `task.*` stands for all that begin so, `*` for all. */
  @Column('text', { array: true })
  events!: string[];

  /** In which language a robot speaks. */
  @Column('text', { default: 'en' })
  locale!: Locale;

  /** What its messages are signed with, sealed with the product's secret; null where the format does without. */
  @Column('text', { nullable: true })
  sealedSecret!: string | null;

  @Column('text', { default: 'active' })
  state!: WebhookState;

  @Column('text', { nullable: true })
  stoppedBecause!: string | null;

  /** Since when nothing has arrived. */
  @Column('timestamptz', { nullable: true })
  failingSince!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
