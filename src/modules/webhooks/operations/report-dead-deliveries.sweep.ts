import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { FAILURE_REPORTS, type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { ReportFailures } from '../../audit/index.js';

const REPORT = `
  UPDATE webhook_deliveries d SET reported_at = $2 FROM webhooks w
  WHERE d.workspace_id = $1 AND d.state = 'dead' AND d.reported_at IS NULL AND d.type <> ALL ($3)
    AND w.id = d.webhook_id AND w.workspace_id = $1
  RETURNING w.name`;

/** What was given up on its way to a receiver is told to the admins in one event: only they can send it again. */
@Sweeps('report-failures')
export class ReportDeadDeliveries implements Sweep {
  constructor(private readonly report: ReportFailures) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.report.run(workspace, now, 'webhook.gave_up', async (tx) => {
      const [told] = await tx.query<[{ name: string }[], number]>(REPORT, [workspace.id, now, FAILURE_REPORTS]);
      return told;
    });
  }
}
