import type { Page } from '../../../platform/database/index.js';
import type { DeadLetter } from '../../../platform/jobs/index.js';

export class DeadLetterView {
  id!: string;
  /** `reaction`: to one event; `sweep`: by the clock, in this workspace. */
  kind!: 'reaction' | 'sweep';
  /** Which reaction, or which sweep and part of it. */
  name!: string;
  /** `failing`: tried again by itself soon; `dead`: given up, or failing for long. */
  state!: 'failing' | 'dead' | 'retrying' | 'resolved' | 'discarded';
  /** What went wrong at the last attempt, as the product says it, untranslated. */
  reason!: string;
  attempts!: number;
  firstFailedAt!: string;
  lastFailedAt!: string;
  /** A sweep is tried again then; null for a reaction, which waits for somebody. */
  nextAttemptAt!: string | null;
  /** Of a reaction. */
  eventType!: string | null;
  subjectType!: string | null;
  subjectId!: string | null;
  itemId!: string | null;
  settledAt!: string | null;
  /** Who discarded it. */
  settledBy!: string | null;
  settledBecause!: string | null;
  version!: number;

  static of(letter: DeadLetter): DeadLetterView {
    const { id, kind, name, state, reason, attempts, eventType, about, settledBy, settledBecause, version } = letter;
    const isOpen = state === 'failing' || state === 'dead';
    return {
      ...{ id, kind, name, state, reason, attempts, eventType, settledBy, settledBecause, version },
      subjectType: about?.subjectType ?? null,
      subjectId: about?.subjectId ?? null,
      itemId: about?.itemId ?? null,
      firstFailedAt: letter.firstFailedAt.toISOString(),
      lastFailedAt: letter.lastFailedAt.toISOString(),
      nextAttemptAt: isOpen ? (letter.nextAttemptAt?.toISOString() ?? null) : null,
      settledAt: letter.settledAt?.toISOString() ?? null,
    };
  }
}

export class DeadLetterPageView {
  rows!: DeadLetterView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<DeadLetter>): DeadLetterPageView {
    return { rows: rows.map((letter) => DeadLetterView.of(letter)), nextCursor };
  }
}
