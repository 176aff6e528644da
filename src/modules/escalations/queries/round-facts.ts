import type { EscalationState } from '../domain/escalation-words.js';
import { type OwnDays, promiseEnds, type ToldStep } from '../domain/ladder.js';
import type { EscalationStep } from '../persistence/escalation-step.entity.js';
import type { Escalation } from '../persistence/escalation.entity.js';

/** When the promise of an acknowledgement runs out; null while nobody has acknowledged. */
export function promiseOf({ untilOn, untilAt }: Pick<Escalation, 'untilOn' | 'untilAt'>, days: OwnDays): Date | null {
  return untilAt ?? (untilOn === null ? null : promiseEnds(untilOn, days));
}

/** The steps of a round whose people were told. */
export function toldOf(steps: readonly EscalationStep[]): ToldStep[] {
  return steps.flatMap(({ level, userId, toldAt }) =>
    userId === null || toldAt === null ? [] : [{ level, userId, at: toldAt }],
  );
}

/** In one word; what is over is over, and what stands still tells nobody, acknowledged or not. */
export function stateOf({
  endedAt,
  standsSince,
  acknowledgedAt,
}: Pick<Escalation, 'endedAt' | 'standsSince' | 'acknowledgedAt'>): EscalationState {
  if (endedAt !== null) return 'ended';
  if (standsSince !== null) return 'standing';
  return acknowledgedAt === null ? 'climbing' : 'acknowledged';
}

/** The same as conditions of SQL on `e`. */
export const STATE_SQL: Readonly<Record<EscalationState, string>> = {
  ended: 'e.ended_at IS NOT NULL',
  standing: 'e.ended_at IS NULL AND e.stands_since IS NOT NULL',
  acknowledged: 'e.ended_at IS NULL AND e.stands_since IS NULL AND e.acknowledged_at IS NOT NULL',
  climbing: 'e.ended_at IS NULL AND e.stands_since IS NULL AND e.acknowledged_at IS NULL',
};
