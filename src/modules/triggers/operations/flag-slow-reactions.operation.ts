import { Injectable } from '@nestjs/common';

import { systemActor } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Workspace } from '../../people/index.js';

interface Due {
  readonly id: string;
  readonly workspace_id: string;
  readonly rule_id: string;
  readonly rule_name: string;
  readonly item_id: string;
  readonly item_key: string;
  readonly title: string;
  readonly waits: boolean;
}

const DUE = `
  SELECT s.id, s.workspace_id, s.rule_id, r.name AS rule_name, i.id AS item_id, i.key AS item_key, i.title,
    i.stage = 'trigger' AND i.status = 'active' AS waits
  FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id JOIN items i ON i.id = s.item_id
  WHERE s.react_by <= $1 ORDER BY s.id LIMIT 100 FOR UPDATE OF s SKIP LOCKED`;

/** Says once of an item that nobody has started within its rule's clock hours (T-21). */
@Injectable()
export class FlagSlowReactions {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /** @returns how many were late */
  async run(now: Date): Promise<number> {
    let late = 0;
    for (let found = -1; found !== 0;) {
      found = await this.transactions.run(async (tx) => {
        const rows = await tx.query<Due[]>(DUE, [now]);
        for (const row of rows) late += await this.settle(tx, row);
        return rows.length;
      });
    }
    return late;
  }

  private async settle(tx: Tx, due: Due): Promise<number> {
    await tx.query('UPDATE trigger_series SET react_by = NULL WHERE id = $1', [due.id]);
    // Started, held, dismissed: somebody has reacted.
    if (!due.waits) return 0;
    const workspace = await tx.findOneByOrFail(Workspace, { id: due.workspace_id });
    await this.journal.record(tx, systemActor(workspace, 'job', `trigger-rule:${due.rule_id}`), {
      type: 'trigger.reaction_overdue',
      subject: { type: 'trigger_rule', id: due.rule_id },
      itemId: due.item_id,
      facts: { ruleName: due.rule_name, itemKey: due.item_key, title: due.title },
    });
    return 1;
  }
}
