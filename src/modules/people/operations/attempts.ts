import { createHmac } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type AttemptKind, BY_NETWORK, LIMITS, networkOf } from '../domain/attempt-limits.js';

// Counted before it is looked at, under the row's lock: a hundred guesses at once are a hundred guesses. While nobody
// listens nothing is counted, so that no stranger can keep an account closed for ever by knocking.
const COUNT = `
  INSERT INTO sign_in_attempts AS a (subject, failures, last_at, blocked_until)
  VALUES ($1, 1, $2::timestamptz, $2::timestamptz + make_interval(secs => nullif(($3::integer[])[1], 0)))
  ON CONFLICT (subject) DO UPDATE SET
    failures = CASE WHEN a.last_at < $2::timestamptz - make_interval(secs => $4) THEN 1 ELSE a.failures + 1 END,
    last_at = $2::timestamptz,
    blocked_until = $2::timestamptz + make_interval(secs => nullif(($3::integer[])[least(
      CASE WHEN a.last_at < $2::timestamptz - make_interval(secs => $4) THEN 1 ELSE a.failures + 1 END,
      cardinality($3::integer[]))], 0))
  WHERE a.blocked_until IS NULL OR a.blocked_until <= $2::timestamptz
  RETURNING failures`;

/** Counts guesses in the database, for all processes together. */
@Injectable()
export class Attempts {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Counts a guess that is about to be looked at, as if it were wrong.
   *
   * @returns how many there were in a row, this one included
   * @throws DomainError too_many_requests while nobody listens
   */
  async begin(kind: AttemptKind, about: string): Promise<number> {
    const { waits, forgetAfter } = LIMITS[kind];
    const subject = this.subjectOf(kind, about);
    const now = this.clock.now();
    const { reader } = this.transactions;
    const [counted] = await reader.query<{ failures: number }[]>(COUNT, [subject, now, [...waits], forgetAfter]);
    if (counted) return counted.failures;
    const seconds = (await this.secondsLeft(kind, about)) || 1;
    throw new DomainError('too_many_requests', { seconds });
  }

  /** It was right: nothing is held against this account, or against this one guess of a network. */
  async succeed(kind: AttemptKind, about: string): Promise<void> {
    const subject = this.subjectOf(kind, about);
    const sql = BY_NETWORK.includes(kind)
      ? 'UPDATE sign_in_attempts SET failures = greatest(failures - 1, 0), blocked_until = NULL WHERE subject = $1'
      : 'DELETE FROM sign_in_attempts WHERE subject = $1';
    await this.transactions.reader.query(sql, [subject]);
  }

  /** How long nobody listens; 0 when somebody does. */
  async secondsLeft(kind: AttemptKind, about: string): Promise<number> {
    const [row] = await this.transactions.reader.query<{ until: Date | null }[]>(
      'SELECT blocked_until AS until FROM sign_in_attempts WHERE subject = $1',
      [this.subjectOf(kind, about)],
    );
    return Math.max(0, Math.ceil(((row?.until?.getTime() ?? 0) - this.clock.now().getTime()) / 1_000));
  }

  private subjectOf(kind: AttemptKind, about: string): string {
    if (BY_NETWORK.includes(kind)) return `${kind}:${networkOf(about)}`;
    // Keyed: nobody reads from the table at whose account somebody guessed.
    return `${kind}:${createHmac('sha256', this.config.secret).update(about).digest('base64url')}`;
  }
}
