import type { Locale } from '../../../kernel/text/index.js';
import { AuditEventView } from '../../audit/index.js';
import type { SlipRow } from '../queries/list-slips.query.js';

export class SlipView {
  /** `item`, `milestone`, `task` or `rollout_step` */
  kind!: string;
  /** Of the record whose day was put off. */
  id!: string;
  title!: string;
  from!: string;
  to!: string;
  /** Days lost, in the calendar of who owes it now. */
  workingDays!: number;
  movedBy!: string | null;
  movedByName!: string | null;
  movedAt!: string;
  /** Null where it was erased. */
  reason!: string | null;
  /** The event of the item's history that says so. */
  eventId!: number;

  static of({ event, kind, id, title, from, to, workingDays }: SlipRow, locale: Locale): SlipView {
    const {
      id: eventId,
      actorId: movedBy,
      actorName: movedByName,
      occurredAt,
      reason,
    } = AuditEventView.of(event, locale);
    return { kind, id, title, from, to, workingDays, movedBy, movedByName, movedAt: occurredAt, reason, eventId };
  }
}
