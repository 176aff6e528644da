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
