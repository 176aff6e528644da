import { ApiProperty } from '@nestjs/swagger';

import type { FieldChanges } from '../domain/journal-entry.js';
import type { EventRow } from '../queries/list-events.query.js';

export class AuditEventView {
  id!: number;
  occurredAt!: string;
  /** Noun and past tense: `item.stage_advanced`. */
  action!: string;
  subjectType!: string;
  subjectId!: string;
  itemId!: string | null;
  actorId!: string | null;
  actorName!: string | null;
  actorRole!: string;
  source!: string;
  requestId!: string;
  reason!: string | null;
  @ApiProperty({ type: Object, description: 'Field → {from, to}.' })
  changes!: FieldChanges;

  static of(event: EventRow): AuditEventView {
    return {
      id: event.id,
      occurredAt: event.occurredAt.toISOString(),
      action: event.action,
      subjectType: event.subjectType,
      subjectId: event.subjectId,
      itemId: event.itemId,
      actorId: event.actorId,
      actorName: event.actorName,
      actorRole: event.actorRole,
      source: event.source,
      requestId: event.requestId,
      reason: event.reason,
      changes: event.changes,
    };
  }
}

export class AuditEventPageView {
  rows!: AuditEventView[];
  nextCursor!: string | null;
}
