import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';

const BATCH = 100;

/** Which rules are to be judged. */
@Injectable()
export class RulesToJudge {
  constructor(private readonly transactions: Transactions) {}

  /** Those that watch the metric; locked together and in order, before any of them asks for an item's key. */
  async ofMetric(tx: Tx, workspaceId: string, metricCode: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM trigger_rules WHERE workspace_id = $1 AND metric_code = $2 AND enabled ORDER BY id FOR UPDATE`,
      [workspaceId, metricCode],
    );
    return rows.map(({ id }) => id);
  }

  /** The next batch of those of which a period has closed since they were judged. */
  async due(now: Date, after: string | undefined): Promise<string[]> {
    const rows = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT id FROM trigger_rules WHERE enabled AND due_at <= $1 AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT ${BATCH}`,
      [now, after ?? null],
    );
    return rows.map(({ id }) => id);
  }
}
