import { Transactions, workspaceServed } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';

const BATCH = 1_000;
const KEEP_DAYS = 90;

/** Removes what is known of deliveries that ended three months ago; the notifications themselves stay. */
@Sweeps('remove-stale')
export class RemoveOldDeliveries implements Sweep {
  constructor(private readonly transactions: Transactions) {}

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - KEEP_DAYS * 24 * 3_600_000);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) {
      [, batch] = await this.transactions.reader.query<[unknown, number]>(
        `DELETE FROM notification_deliveries WHERE id IN (
           SELECT id FROM notification_deliveries
           WHERE workspace_id = $1 AND created_at < $2 AND finished_at < $2 ORDER BY created_at LIMIT ${BATCH})`,
        [workspaceServed(), before],
      );
    }
    return removed;
  }
}
