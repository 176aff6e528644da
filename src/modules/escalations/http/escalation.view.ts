import type { Page } from '../../../platform/database/index.js';
import type { PolicyShown } from '../queries/escalation-policies.query.js';
import type { ForecastRow } from '../queries/forecast-escalations.query.js';
import type { EscalationShown, StepShown } from '../queries/show-escalations.query.js';

export class EscalationStepView {
  /** 1 to 4. */
  level!: number;
  /** `assignee`, `owner`, `sponsor` or `unit_head`. */
  who!: string;
  userId!: string | null;
  userName!: string | null;
  dueAt!: string | null;
  /** When he was told; null when he was passed over. */
  toldAt!: string | null;
  /** `nobody`, `left`, `cannot_see`, `told_already` or `away`. */
  passedBecause!: string | null;

  static of({ level, who, userId, userName, dueAt, toldAt, passedBecause }: StepShown): EscalationStepView {
    const at = { dueAt: dueAt?.toISOString() ?? null, toldAt: toldAt?.toISOString() ?? null };
    return { level, who, userId, userName, ...at, passedBecause };
  }
}

export class NextStepView {
  level!: number;
  who!: string;
  userId!: string;
  dueAt!: string;
}

export class EscalationView {
  id!: string;
  /** Null for a date of a recurring rule. */
  itemKey!: string | null;
  severity!: string | null;
  /** `task`, `milestone`, `containment` or `recurring_occurrence`. */
  subjectType!: string;
  /** Of the task, milestone or date of a recurring rule; of the item for its containment. */
  subjectId!: string;
  title!: string;
  /** 1 for the first of the subject. */
  round!: number;
  /** `climbing`, `standing` (blocked, or the item on hold), `acknowledged` or `ended`. */
  state!: string;
  /** `late`, `put_off`, `reassigned` or `promise_broken`. */
  startedBecause!: string;
  startedAt!: string;
  standsSince!: string | null;
  /** By level, those that were told and those that were passed over. */
  steps!: EscalationStepView[];
  /** Who is told next, and when, if nothing changes. */
  next!: NextStepView | null;
  acknowledgedBy!: string | null;
  acknowledgedByName!: string | null;
  acknowledgedAt!: string | null;
  /** What was promised. */
  note!: string | null;
  untilOn!: string | null;
  untilAt!: string | null;
  endedAt!: string | null;
  /** `finished`, `not_late`, `item_over`, `put_off`, `reassigned` or `promise_broken`. */
  endReason!: string | null;
  version!: number;

  static of(shown: EscalationShown): EscalationView {
    const { id, itemKey, severity, subjectType, subjectId, title, round, state, startedBecause } = shown;
    const { acknowledgedBy, acknowledgedByName, note, untilOn, endReason, version, next } = shown;
    return {
      ...{ id, itemKey, severity, subjectType, subjectId, title, round, state, startedBecause },
      ...{ acknowledgedBy, acknowledgedByName, note, untilOn, endReason, version },
      startedAt: shown.startedAt.toISOString(),
      standsSince: shown.standsSince?.toISOString() ?? null,
      steps: shown.steps.map((step) => EscalationStepView.of(step)),
      next: next && { ...next, dueAt: next.dueAt.toISOString() },
      acknowledgedAt: shown.acknowledgedAt?.toISOString() ?? null,
      untilAt: shown.untilAt?.toISOString() ?? null,
      endedAt: shown.endedAt?.toISOString() ?? null,
    };
  }
}

export class EscalationPageView {
  rows!: EscalationView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<EscalationShown>): EscalationPageView {
    return { rows: rows.map((row) => EscalationView.of(row)), nextCursor };
  }
}

export class ForeseenStepView {
  /** Null for a date of a recurring rule. */
  itemKey!: string | null;
  severity!: string | null;
  /** `task`, `milestone`, `containment` or `recurring_occurrence`. */
  subjectType!: string;
  subjectId!: string;
  title!: string;
  /** 1 to 4. */
  level!: number;
  /** `assignee`, `owner`, `sponsor` or `unit_head`. */
  who!: string;
  userId!: string;
  userName!: string | null;
  dueAt!: string;
  /** Of the round that is open; null for what is not late yet. */
  escalationId!: string | null;

  static of({ dueAt, ...row }: ForecastRow): ForeseenStepView {
    return { ...row, dueAt: dueAt.toISOString() };
  }
}

export class ForecastPageView {
  rows!: ForeseenStepView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<ForecastRow>): ForecastPageView {
    return { rows: rows.map((row) => ForeseenStepView.of(row)), nextCursor };
  }
}

export class GracesView {
  assignee!: number | null;
  owner!: number | null;
  sponsor!: number | null;
  unit_head!: number | null;
}

export class EscalationPolicyView {
  severity!: string;
  /** `minutes` or `working_days`. */
  unit!: string;
  /** How long each step waits after the one before it was told; null: no such step. */
  graces!: GracesView;
  /** 0 for the default. */
  version!: number;

  static of({ severity, unit, graces, version }: PolicyShown): EscalationPolicyView {
    const { assignee = null, owner = null, sponsor = null, unit_head = null } = graces;
    return { severity, unit, graces: { assignee, owner, sponsor, unit_head }, version };
  }
}
