import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { AlertSource } from '../domain/inbound-alerts.js';

/** An alert that another system has sent. One that starts anew has the same fingerprint and another start. */
@Entity('inbound_alerts')
@Unique('inbound_alerts_once', ['workspaceId', 'source', 'fingerprint', 'startsAt'])
export class InboundAlert {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'inbound_alerts_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  source!: AlertSource;

  @Column('text')
  fingerprint!: string;

  @Column('text')
  title!: string;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz', { nullable: true })
  resolvedAt!: Date | null;

  @Column('jsonb')
  labels!: Record<string, string>;

  /** `opened`, `appended`, `digested`, `silenced`, or `noted` for one that was over before it was heard of. */
  @Column('text')
  act!: string;

  @ForeignKey('items', { name: 'inbound_alerts_item_id_fkey' })
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  @Column('timestamptz')
  receivedAt!: Date;
}
