import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { FieldChanges } from '../domain/journal-entry.js';

/** One thing that somebody changed. Append-only: the database refuses UPDATE, DELETE and TRUNCATE. */
@Entity('audit_events')
@Index('audit_events_item', ['itemId', 'id'], { where: 'item_id IS NOT NULL' })
@Index('audit_events_workspace', ['workspaceId', 'id'])
export class AuditEvent {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_events_pkey', generated: 'identity' })
  id!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('timestamptz')
  occurredAt!: Date;

  /** `item.stage_advanced`: noun and past tense; the same string is the event's type. */
  @Column('text')
  action!: string;

  @Column('text')
  subjectType!: string;

  @Column('text')
  subjectId!: string;

  @Column('uuid', { nullable: true })
  itemId!: string | null;

  /** Null when the product itself acted. */
  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text')
  actorRole!: string;

  @Column('text')
  source!: string;

  @Column('text')
  requestId!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  changes!: FieldChanges;
}
