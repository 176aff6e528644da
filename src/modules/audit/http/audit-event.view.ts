import { ApiProperty } from '@nestjs/swagger';

import type { Localised, Locale } from '../../../kernel/text/index.js';
import type { FieldChanges } from '../domain/journal-entry.js';
import type { EventRow } from '../queries/list-events.query.js';

/** What stands in the place of a name that was erased on request. */
const ERASED: Localised = { en: 'erased', 'zh-CN': '已删除' };

export class AuditEventView {
  /** The sequence: events are numbered as they are written. */
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
  /** Whose task it was, when the actor acted by delegation. */
  onBehalfOf!: string | null;
  onBehalfOfName!: string | null;
  source!: string;
  requestId!: string;
  reason!: string | null;
  @ApiProperty({ type: Object, description: 'Field → {from, to}.' })
  changes!: FieldChanges;
  /** Texts that were erased on request: `reason`, `changes.title`. */
  erased!: string[];

  static of(event: EventRow, locale: Locale): AuditEventView {
    return {
      id: event.id,
      occurredAt: event.occurredAt.toISOString(),
      action: event.action,
      subjectType: event.subjectType,
      subjectId: event.subjectId,
      itemId: event.itemId,
      actorId: event.actorId,
      actorName: event.actorErased ? ERASED[locale] : event.actorName,
      actorRole: event.actorRole,
      onBehalfOf: event.onBehalfOf,
      onBehalfOfName: event.onBehalfOfErased ? ERASED[locale] : event.onBehalfOfName,
      source: event.source,
      requestId: event.requestId,
      reason: event.reason,
      changes: event.changes,
      erased: Object.keys(event.erased ?? {}),
    };
  }
}

export class AuditEventPageView {
  rows!: AuditEventView[];
  nextCursor!: string | null;
}
