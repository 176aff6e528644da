import { Injectable } from '@nestjs/common';

import { newId, type Tx } from '../database/index.js';
import { DeadLetter, type DeadLetterAbout } from './dead-letter.entity.js';
import { JOB_PLAN, nextSweepAttempt } from './job-plan.js';

/** Longer than what somebody reads to find out what was wrong. */
const REASON_LENGTH = 1_000;

const BURY = `
  INSERT INTO dead_letters
    (id, workspace_id, kind, name, event_id, event_type, about, reason, attempts, state, first_failed_at, last_failed_at)
  VALUES ($1, $2, 'reaction', $3, $4, $5, $6, $7, $8, 'dead', $9, $9)
  ON CONFLICT (event_id, name) WHERE event_id IS NOT NULL
  DO UPDATE SET reason = excluded.reason, last_failed_at = excluded.last_failed_at, version = dead_letters.version + 1,
    attempts = dead_letters.attempts + excluded.attempts`;

const SWEEP_FAILED = `
  INSERT INTO dead_letters
    (id, workspace_id, kind, name, reason, attempts, state, first_failed_at, last_failed_at, next_attempt_at)
  VALUES ($1, $2, 'sweep', $3, $4, 1, 'failing', $5, $5, $6)
  ON CONFLICT (workspace_id, name) WHERE kind = 'sweep' AND settled_at IS NULL
  DO UPDATE SET attempts = dead_letters.attempts + 1, reason = excluded.reason, last_failed_at = excluded.last_failed_at,
    version = dead_letters.version + 1,
    state = CASE WHEN dead_letters.state = 'failing' AND dead_letters.attempts + 1 < ${JOB_PLAN.sweeps.attempts}
            THEN 'failing' ELSE 'dead' END
  RETURNING attempts`;

const OPEN_SWEEP = "workspace_id = $1 AND name = $2 AND kind = 'sweep' AND settled_at IS NULL";

/** An event of which a reaction failed for good. */
export interface FailedEvent {
  readonly id: number;
  readonly workspaceId: string;
  readonly type: string;
  readonly payload: DeadLetterAbout;
}

/** Writes down what failed for good, in the workspace that is being served. */
@Injectable()
export class DeadLetters {
  async bury(tx: Tx, event: FailedEvent, reaction: string, error: unknown, attempts: number, at: Date): Promise<void> {
    const { subjectType, subjectId, itemId } = event.payload;
    const about = JSON.stringify({ subjectType, subjectId, itemId });
    const of = [newId(), event.workspaceId, reaction, event.id, event.type, about];
    await tx.query(BURY, [...of, reasonOf(error), attempts, at]);
  }

  /** A sweep failed in a workspace: it rests, ever longer, and counts as dead after some failures in a row. */
  async sweepFailed(tx: Tx, workspaceId: string, part: string, error: unknown, at: Date): Promise<void> {
    const given = [newId(), workspaceId, part, reasonOf(error), at, nextSweepAttempt(1, at)];
    const [row] = await tx.query<{ attempts: number }[]>(SWEEP_FAILED, given);
    const next = nextSweepAttempt(row?.attempts ?? 1, at);
    await tx.query(`UPDATE dead_letters SET next_attempt_at = $3 WHERE ${OPEN_SWEEP}`, [workspaceId, part, next]);
  }

  async sweepSucceeded(tx: Tx, workspaceId: string, part: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE dead_letters SET state = 'resolved', settled_at = $3, version = version + 1 WHERE ${OPEN_SWEEP}`,
      [workspaceId, part, at],
    );
  }

  /** Another attempt that somebody asked for went wrong, or well. */
  async tried(tx: Tx, letter: DeadLetter, at: Date, failure?: { readonly error: unknown }): Promise<void> {
    const { id, attempts, version } = letter;
    const outcome = failure
      ? { state: 'dead' as const, reason: reasonOf(failure.error), lastFailedAt: at, reportedAt: null }
      : { state: 'resolved' as const, settledAt: at };
    await tx.update(DeadLetter, { id }, { ...outcome, attempts: attempts + 1, version: version + 1 });
  }
}

/** PostgreSQL stores no NUL. */
function reasonOf(error: unknown): string {
  return String(error).replaceAll('\0', '').slice(0, REASON_LENGTH);
}
