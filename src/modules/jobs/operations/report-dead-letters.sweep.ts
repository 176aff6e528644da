import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { FAILURE_REPORTS, someOf, type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { Journal } from '../../audit/index.js';

// This sweep's own failures are seen on the page of jobs: to report them it would have to succeed.
const REPORT = `
  UPDATE dead_letters SET reported_at = $2
  WHERE workspace_id = $1 AND state = 'dead' AND reported_at IS NULL
    AND (event_type IS NULL OR event_type <> ALL ($3)) AND name NOT LIKE 'report-failures/%'
  RETURNING name`;

/** What failed for good since the last run is told to the admins in one event, however much it is. */
@Sweeps('report-failures')
export class ReportDeadLetters implements Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  async run(now: Date, workspace?: WorkspaceRef): Promise<number> {
    if (!workspace) return 0;
    return this.transactions.run(async (tx) => {
      const [letters] = await tx.query<[{ name: string }[], number]>(REPORT, [workspace.id, now, FAILURE_REPORTS]);
      if (letters.length === 0) return 0;
      await this.journal.record(tx, systemActor(workspace, 'job', `failures-${now.toISOString()}`), {
        type: 'dead_letter.reported',
        subject: { type: 'workspace', id: workspace.id },
        facts: { count: letters.length, names: someOf(letters.map(({ name }) => name)) },
      });
      return letters.length;
    });
  }
}
