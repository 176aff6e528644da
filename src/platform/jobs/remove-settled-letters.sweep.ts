import { Transactions, workspaceServed } from '../database/index.js';
import { type Sweep, Sweeps } from './sweep.js';

const BATCH = 1_000;
const KEEP_DAYS = 90;

/** Removes dead letters that were settled three months ago; who settled them stays in the audit trail. */
@Sweeps('remove-stale')
export class RemoveSettledLetters implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - KEEP_DAYS * 24 * 3_600_000);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) {
      [, batch] = await this.transactions.reader.query<[unknown, number]>(
        `DELETE FROM dead_letters WHERE id IN (
           SELECT id FROM dead_letters WHERE workspace_id = $1 AND settled_at < $2 LIMIT ${BATCH})`,
        [workspaceServed(), before],
      );
    }
    return removed;
  }
}
