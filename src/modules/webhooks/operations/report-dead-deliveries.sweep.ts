import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { FAILURE_REPORTS, someOf, type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { Journal } from '../../audit/index.js';

const REPORT = `
  UPDATE webhook_deliveries d SET reported_at = $2 FROM webhooks w
  WHERE d.workspace_id = $1 AND d.state = 'dead' AND d.reported_at IS NULL AND d.type <> ALL ($3)
    AND w.id = d.webhook_id AND w.workspace_id = $1
  RETURNING w.name`;

/** What was given up on its way to a receiver is told to the admins in one event: only they can send it again. */
@Sweeps('report-failures')
export class ReportDeadDeliveries implements Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  async run(now: Date, workspace?: WorkspaceRef): Promise<number> {
    if (!workspace) return 0;
    return this.transactions.run(async (tx) => {
      const [given] = await tx.query<[{ name: string }[], number]>(REPORT, [workspace.id, now, FAILURE_REPORTS]);
      if (given.length === 0) return 0;
      await this.journal.record(tx, systemActor(workspace, 'job', `failures-${now.toISOString()}`), {
        type: 'webhook.gave_up',
        subject: { type: 'workspace', id: workspace.id },
        facts: { count: given.length, names: someOf(given.map(({ name }) => name)) },
      });
      return given.length;
    });
  }
}
