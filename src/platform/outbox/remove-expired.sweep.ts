import { Transactions } from '../database/index.js';
import { type Sweep, Sweeps } from '../jobs/index.js';

const BATCH = 1_000;
const KEEP_EVENTS_DAYS = 7;

const STATEMENTS = [
  // What has not finished stays. A finished event's job may still be queued twice, so it outlives jobs by days.
  {
    sql: `SELECT FROM doors.remove_finished_events($1, ${BATCH})`,
    keepDays: KEEP_EVENTS_DAYS,
  },
  {
    sql: `WITH removed AS (
            DELETE FROM idempotency_keys WHERE (user_id, key) IN (
              SELECT user_id, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT ${BATCH})
            RETURNING key)
          SELECT FROM removed`,
    keepDays: 1,
  },
];

/** Removes finished events and old idempotency keys, in batches so that no lock is held for long. */
@Sweeps('remove-expired', 'once')
export class RemoveExpired implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    let removed = 0;
    for (const { sql, keepDays } of STATEMENTS) {
      const before = new Date(now.getTime() - keepDays * 24 * 3_600_000);
      for (let batch = BATCH; batch === BATCH; removed += batch) {
        batch = (await this.transactions.reader.query<unknown[]>(sql, [before])).length;
      }
    }
    return removed;
  }
}
