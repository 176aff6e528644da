import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { FAILURE_REPORTS, type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { ReportFailures } from '../../audit/index.js';

// This sweep's own failures are seen on the page of jobs: to report them it would have to succeed.
const REPORT = `
  UPDATE dead_letters SET reported_at = $2
  WHERE workspace_id = $1 AND state = 'dead' AND reported_at IS NULL
    AND (event_type IS NULL OR event_type <> ALL ($3)) AND name NOT LIKE 'report-failures/%'
  RETURNING name`;

/** What failed for good since the last run is told to the admins in one event, however much it is. */
@Sweeps('report-failures')
export class ReportDeadLetters implements Sweep {
  constructor(private readonly report: ReportFailures) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.report.run(workspace, now, 'dead_letter.reported', async (tx) => {
      const [told] = await tx.query<[{ name: string }[], number]>(REPORT, [workspace.id, now, FAILURE_REPORTS]);
      return told;
    });
  }
}
