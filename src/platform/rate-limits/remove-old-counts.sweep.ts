import { Transactions } from '../database/index.js';
import { type Sweep, Sweeps } from '../jobs/index.js';
import { MINUTE_MS } from './request-counter.js';

/** Removes counts of minutes that are over, and with them addresses. */
@Sweeps('remove-stale', 'once')
export class RemoveOldCounts implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const [, removed] = await this.transactions.reader.query<[unknown, number]>(
      'DELETE FROM request_counts WHERE minute < $1',
      [new Date(now.getTime() - 10 * MINUTE_MS)],
    );
    return removed;
  }
}
