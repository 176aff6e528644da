import { Transactions } from '../database/index.js';
import { type Sweep, Sweeps } from '../jobs/index.js';

const BATCH = 1_000;
const KEEP_DAYS = 30;

/** Removes letters that were sent or given up a month ago: an address is kept no longer than somebody may ask for it. */
@Sweeps('remove-stale', 'once')
export class RemoveOldMail implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - KEEP_DAYS * 24 * 3_600_000);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) {
      [, batch] = await this.transactions.reader.query<[unknown, number]>(
        `DELETE FROM mails WHERE id IN (
           SELECT id FROM mails WHERE finished_at < $1 ORDER BY finished_at LIMIT ${BATCH})`,
        [before],
      );
    }
    return removed;
  }
}
