import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { ReportFailures } from '../../audit/index.js';

// Not the mail server's own words: they may hold the address.
const REPORT = `
  UPDATE one_time_links l SET reported_mail_id = l.mail_id FROM mails m
  WHERE l.workspace_id = $1 AND l.purpose = 'invitation' AND l.used_at IS NULL AND l.revoked_at IS NULL
    AND l.reported_mail_id IS DISTINCT FROM l.mail_id AND m.id = l.mail_id AND m.state = 'failed'
  RETURNING coalesce(l.role, '') AS name`;

/** An invitation whose letter will never arrive is told to the admins: they can mend the address, or send it again. */
@Sweeps('report-failures')
export class ReportLostInvitations implements Sweep {
  constructor(private readonly report: ReportFailures) {}

  run(now: Date, workspace: WorkspaceRef): Promise<number> {
    return this.report.run(workspace, now, 'invitation.gave_up', async (tx) => {
      const [told] = await tx.query<[{ name: string }[], number]>(REPORT, [workspace.id]);
      return told;
    });
  }
}
