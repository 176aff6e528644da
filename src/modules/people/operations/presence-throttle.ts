import { Injectable } from '@nestjs/common';

import { DomainError } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';

/** Wrong proofs in a row that are answered; then none is looked at for a quarter of an hour. */
const ALLOWED = 5;
const LOCK_MINUTES = 15;

/**
 * Counts proofs of presence, so that whoever finds an open session cannot guess. By the database's clock, which nobody
 * sets. An attempt is counted before it is looked at: a hundred at once are not a hundred guesses.
 */
@Injectable()
export class PresenceThrottle {
  constructor(private readonly transactions: Transactions) {}

  /** @throws DomainError too_many_attempts */
  async begin(userId: string): Promise<void> {
    if (!(await this.mayTry(userId))) throw new DomainError('too_many_attempts', { minutes: LOCK_MINUTES });
  }

  /** Counts an attempt. @returns false when none is looked at any more */
  async mayTry(userId: string): Promise<boolean> {
    const counted = await this.transactions.reader.query<unknown[]>(
      `INSERT INTO presence_attempts AS a (user_id, failures, last_at) VALUES ($1, 1, now())
       ON CONFLICT (user_id) DO UPDATE
         SET failures = CASE WHEN a.last_at < now() - make_interval(mins => $3) THEN 1 ELSE a.failures + 1 END, last_at = now()
         WHERE a.failures < $2 OR a.last_at < now() - make_interval(mins => $3)
       RETURNING 1`,
      [userId, ALLOWED, LOCK_MINUTES],
    );
    return counted.length > 0;
  }

  /** It was he: nothing is held against him. */
  async succeed(userId: string): Promise<void> {
    await this.transactions.reader.query('DELETE FROM presence_attempts WHERE user_id = $1', [userId]);
  }
}
