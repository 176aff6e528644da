import type { LocalDate } from '../../../kernel/time/index.js';
import type { EndReason } from './escalation-words.js';

/** How the subject of an escalation stands now. */
export interface SubjectState {
  /** Somebody still owes it: not done, not dropped, not contained. */
  readonly isOwed: boolean;
  /** Flagged overdue; of a containment, that its item is a P0. */
  readonly isLate: boolean;
  /** Whether its item is over, or in another cycle. */
  readonly isItemOver: boolean;
  /** Its clock stands: blocked, waiting, or the item on hold. */
  readonly stands: boolean;
  /** When its clock last went on; null while it never stood. */
  readonly wentOnAt: Date | null;
  readonly owedBy: string | null;
  /** Null for a containment. */
  readonly dueOn: LocalDate | null;
  /** How often a person put it off. */
  readonly slips: number;
}

/** How the subject stood when its round was last looked at, and what was promised since the round began. */
export interface RoundState {
  readonly owedBy: string | null;
  readonly dueOn: LocalDate | null;
  readonly slips: number;
  /** When the promise of an acknowledgement runs out; null while nobody has acknowledged. */
  readonly promiseEnds: Date | null;
}

/** An end after which the subject is still late, and goes on with a round of its own. */
export type SuccessionReason = Extract<EndReason, 'put_off' | 'reassigned' | 'promise_broken'>;

/** Why a round is over; and, when its subject is still late, from when the one that follows counts. */
export type RoundEnd =
  | { readonly reason: SuccessionReason; readonly nextFrom: Date }
  | { readonly reason: Exclude<EndReason, SuccessionReason>; readonly nextFrom: null };

/**
 * Why a round is over, if it is (docs/escalation.md, "Rounds").
 *
 * @param changedAt when what is seen now came to be, as far as that is known
 */
export function roundEnd(round: RoundState, subject: SubjectState, now: Date, changedAt: Date): RoundEnd | null {
  if (subject.isItemOver) return { reason: 'item_over', nextFrom: null };
  if (!subject.isOwed) return { reason: 'finished', nextFrom: null };
  if (!subject.isLate) return { reason: 'not_late', nextFrom: null };
  if (subject.slips > round.slips) return { reason: 'put_off', nextFrom: changedAt };
  if (round.owedBy !== null && subject.owedBy !== round.owedBy) return { reason: 'reassigned', nextFrom: changedAt };
  const { promiseEnds } = round;
  if (subject.stands || promiseEnds === null || promiseEnds > now) return null;
  return { reason: 'promise_broken', nextFrom: later(promiseEnds, subject.wentOnAt) };
}

export function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
