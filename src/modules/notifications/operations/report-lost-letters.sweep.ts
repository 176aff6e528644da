import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { FAILURE_REPORTS, type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { ReportFailures } from '../../audit/index.js';

// A letter has many deliveries, and counts once, with what the mail server said. Whose it was, the list of deliveries knows.
const REPORT = `
  WITH told AS (
    UPDATE notification_deliveries d SET reported_at = $2 FROM notifications n
    WHERE d.workspace_id = $1 AND d.state = 'failed' AND d.reported_at IS NULL AND n.id = d.notification_id
      AND n.workspace_id = $1
    RETURNING d.mail_id, d.reason, n.kind)
  SELECT coalesce(min(reason), '') AS name FROM told WHERE kind <> ALL ($3) GROUP BY mail_id`;

/** Letters that will never arrive are told to the admins in one event: their readers may miss more than this one. */
@Sweeps('report-failures')
export class ReportLostLetters implements Sweep {
  constructor(private readonly report: ReportFailures) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.report.run(workspace, now, 'mail.gave_up', (tx) =>
      tx.query<{ name: string }[]>(REPORT, [workspace.id, now, FAILURE_REPORTS]),
    );
  }
}
