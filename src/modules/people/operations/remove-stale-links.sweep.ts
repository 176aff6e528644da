import { Transactions } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';

const KEEP_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

const USED_UP = `
  DELETE FROM one_time_links WHERE expires_at < $1
    AND (used_at IS NOT NULL OR revoked_at IS NOT NULL OR purpose <> 'invitation')`;

/** Removes links of a month ago; an invitation that has expired waits for somebody to revoke it or send it again. */
@Sweeps('remove-stale')
export class RemoveStaleLinks implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS);
    const [, removed] = await this.transactions.reader.query<[unknown, number]>(USED_UP, [before]);
    return removed;
  }
}

/** The same for what belongs to no workspace, and for guesses that are forgotten. */
@Sweeps('remove-stale', 'once')
export class RemoveStaleGuesses implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const { reader } = this.transactions;
    const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS);
    const [, links] = await reader.query<[unknown, number]>(USED_UP, [before]);
    const [, guesses] = await reader.query<[unknown, number]>(
      'DELETE FROM sign_in_attempts WHERE last_at < $1 AND (blocked_until IS NULL OR blocked_until < $2)',
      [new Date(now.getTime() - 2 * DAY_MS), now],
    );
    return links + guesses;
  }
}
