import type { Clock } from '../../kernel/time/index.js';
import { NO_WORKSPACE, serving, type Transactions } from '../database/index.js';
import { type Counted, MINUTE_MS, type RequestCounter } from './request-counter.js';

interface Count {
  /** Over all processes, when it was last merged. */
  merged: number;
  /** Here, since then. */
  since: number;
}

/** How far the processes' counts may be apart: what a limit can be overrun by is what one process is asked in this time. */
export const MERGE_MS = 1_000;

// In the order of their names, so that two processes never wait for each other crosswise.
const MERGE = `
  INSERT INTO request_counts AS c (subject, minute, requests)
  SELECT subject, $1, requests FROM unnest($2::text[], $3::integer[]) AS given (subject, requests) ORDER BY subject
  ON CONFLICT (subject) DO UPDATE
    SET minute = greatest(c.minute, excluded.minute),
        requests = CASE WHEN c.minute < excluded.minute THEN excluded.requests ELSE c.requests + excluded.requests END
  RETURNING subject, requests`;

/**
 * Counts in the process and merges with the others through PostgreSQL once a second, in one statement however many
 * requests there were: a statement per request would cost more than most requests do.
 */
export class DatabaseCounter implements RequestCounter {
  private minute = 0;
  private counts = new Map<string, Count>();
  private merging: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    this.timer = setInterval(() => void (this.merging = this.merging.then(() => this.merge())), MERGE_MS).unref();
  }

  async count(subject: string): Promise<Counted> {
    const now = this.clock.now().getTime();
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts = new Map();
    }
    const count = this.counts.get(subject) ?? { merged: 0, since: 0 };
    count.since += 1;
    this.counts.set(subject, count);
    const secondsLeft = Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now) / 1_000));
    return { requests: count.merged + count.since, secondsLeft };
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.merging;
  }

  private async merge(): Promise<void> {
    const { counts, minute } = this;
    const given = [...counts].filter(([, { since }]) => since > 0).map(([subject, { since }]) => ({ subject, since }));
    if (given.length === 0) return;
    const values = [new Date(minute * MINUTE_MS), given.map((one) => one.subject), given.map((one) => one.since)];
    const merged = await serving(NO_WORKSPACE, () =>
      this.transactions.reader.query<{ subject: string; requests: number }[]>(MERGE, values),
    ).catch(() => []); // What could not be merged stands in `since` still, and goes with the next.
    const sent = new Map(given.map(({ subject, since }) => [subject, since]));
    for (const { subject, requests } of merged) {
      const count = counts.get(subject);
      if (count) Object.assign(count, { merged: requests, since: count.since - (sent.get(subject) ?? 0) });
    }
  }
}
