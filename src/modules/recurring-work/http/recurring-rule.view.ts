import type { Page } from '../../../platform/database/index.js';
import { EscalationStandingView } from '../../schedules/index.js';
import type { RecurringOccurrence } from '../persistence/recurring-occurrence.entity.js';
import type { RecurringRule } from '../persistence/recurring-rule.entity.js';
import type { OccurrenceRow } from '../queries/occurrences.query.js';
import type { PreviewedDate } from '../queries/preview-dates.query.js';

export class RecurringRuleView {
  id!: string;
  kind!: string;
  title!: string;
  description!: string;
  target!: string | null;
  /** By which ladder late dates climb; null for that of P2. */
  severity!: string | null;
  ownerId!: string;
  unitId!: string | null;
  frequency!: string;
  every!: number;
  weekdays!: number[];
  dayOfMonth!: number | null;
  month!: number | null;
  startsOn!: string;
  endsOn!: string | null;
  onDayOff!: string;
  catchUp!: string;
  /** Calendar days. */
  leadDays!: number;
  /** `active`, `paused` or `ended`. */
  state!: string;
  /** The next date by the rule that is not raised yet. */
  nextOn!: string | null;
  createdBy!: string | null;
  createdAt!: string;
  version!: number;

  static of({ workspaceId: _workspace, createdAt, ...rule }: RecurringRule): RecurringRuleView {
    return { ...rule, createdAt: createdAt.toISOString() };
  }
}

export class RecurringRulePageView {
  rows!: RecurringRuleView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<RecurringRule>): RecurringRulePageView {
    return { rows: rows.map((rule) => RecurringRuleView.of(rule)), nextCursor };
  }
}

export class OccurrenceView {
  id!: string;
  ruleId!: string;
  /** The date by the rule, before a day off moved it. */
  plannedOn!: string;
  dueOn!: string;
  kind!: string;
  title!: string;
  target!: string | null;
  /** By which ladder late dates climb; null for that of P2. */
  severity!: string | null;
  ownerId!: string;
  /** `open`, `done`, `skipped` or `missed`. */
  status!: string;
  /** Why it is not owed (`person`, `day_off`, `paused`, `raised_late`), or that it was raised after its day. */
  cause!: string | null;
  reason!: string | null;
  result!: string | null;
  overdueSince!: string | null;
  /** In the calendar and zone of who owes it; null when it is owed no more. */
  state!: 'upcoming' | 'due_today' | 'overdue' | null;
  /** Working days. */
  overdueDays!: number;
  /** Null while nobody was told that it is late, or nobody need be any more. */
  escalation!: EscalationStandingView | null;
  createdAt!: string;
  settledBy!: string | null;
  settledAt!: string | null;
  version!: number;

  static of(row: OccurrenceRow): OccurrenceView {
    const { workspaceId: _workspace, lateAt: _late, remindAt: _remind, remindedOf: _of, ...rest } = row;
    const { createdAt, settledAt, escalation, ...shown } = rest satisfies Partial<RecurringOccurrence>;
    return {
      ...shown,
      escalation: EscalationStandingView.of(escalation),
      createdAt: createdAt.toISOString(),
      settledAt: settledAt?.toISOString() ?? null,
    };
  }
}

export class OccurrencePageView {
  rows!: OccurrenceView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<OccurrenceRow>): OccurrencePageView {
    return { rows: rows.map((row) => OccurrenceView.of(row)), nextCursor };
  }
}

export class PreviewedDateView {
  /** The date by the rule, before a day off moves it. */
  plannedOn!: string;
  /** Null when it falls on a day off and is left out. */
  dueOn!: string | null;
  /** From this day on it will be owed. */
  raisedOn!: string;
  /** False where the public days of that year are not decreed yet: the date may still move. */
  calendarKnown!: boolean;

  static of(date: PreviewedDate): PreviewedDateView {
    return { ...date };
  }
}
