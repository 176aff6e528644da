import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import type { Watch } from '../operations/judging/watch.js';

/** Who has asked for quiet. */
@Injectable()
export class Silences {
  /** Whether a silence of the rule or of its metric held when a period closed. */
  async covers(tx: Tx, { rule, workspace }: Pick<Watch, 'rule' | 'workspace'>, at: Date): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM trigger_silences
       WHERE workspace_id = $1 AND starts_at <= $2 AND ends_at > $2 AND (rule_id IS NULL OR rule_id = $3)
         AND (metric_code IS NULL OR metric_code = $4) LIMIT 1`,
      [workspace.id, at, rule.id, rule.metricCode],
    );
    return rows.length > 0;
  }
}
