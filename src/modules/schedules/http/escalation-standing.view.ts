import type { EscalationStanding } from '../queries/escalation-standing.query.js';

/** How far something late has climbed; `GET escalations/{id}` has all of its steps. */
export class EscalationStandingView {
  id!: string;
  /** `climbing`, `standing` (blocked, waiting, or the item on hold) or `acknowledged` */
  state!: string;
  /** The last step that was told: `assignee`, `owner`, `sponsor` or `unit_head`; null before the first. */
  who!: string | null;
  /** 1 to 4. */
  level!: number | null;
  userId!: string | null;
  userName!: string | null;
  toldAt!: string | null;
  acknowledgedBy!: string | null;
  acknowledgedByName!: string | null;
  acknowledgedAt!: string | null;
  /** Last day of what was promised. */
  untilOn!: string | null;

  static of(standing: EscalationStanding | null): EscalationStandingView | null {
    if (!standing) return null;
    const { id, state, who, level, userId, userName, toldAt, acknowledgedBy, acknowledgedByName, untilOn } = standing;
    return {
      ...{ id, state, who, level, userId, userName, acknowledgedBy, acknowledgedByName, untilOn },
      toldAt: toldAt?.toISOString() ?? null,
      acknowledgedAt: standing.acknowledgedAt?.toISOString() ?? null,
    };
  }
}
