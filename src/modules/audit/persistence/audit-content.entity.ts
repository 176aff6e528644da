import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { ErasedText, EventContent } from '../domain/event-content.js';
import type { FieldChanges } from '../domain/journal-entry.js';

/**
 * What people wrote and what changed in one event: apart from it, so that a text can be erased while the event stays as it
 * was. The database lets a text disappear and refuses every other change. No foreign key: the writer makes both rows in
 * one statement, and should not pay for being watched.
 */
@Entity('audit_contents')
export class AuditContent implements EventContent {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_contents_pkey' })
  eventId!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  changes!: FieldChanges;

  @Column('uuid', { nullable: true })
  salt!: string | null;

  @Column('jsonb', { nullable: true })
  salts!: Record<string, string> | null;

  @Column('jsonb', { nullable: true })
  erased!: Record<string, ErasedText> | null;
}
