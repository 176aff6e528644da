import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, type HeldRecord, ProvidesHoldings } from '../../people/index.js';

const OWES_IT = { en: 'owes what is to be approved himself', 'zh-CN': '为待审批工作的执行人' };

const TITLE = `coalesce((SELECT title FROM tasks WHERE id = t.record_id),
  (SELECT title FROM milestones WHERE id = t.record_id), '')`;

/** The approvals that a person was asked for and has not decided. */
@ProvidesHoldings('approvals')
export class ApprovalsHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      {
        table: 'approvals',
        column: 'approver_id',
        field: 'approverId',
        noun: 'approval',
        name: TITLE,
        itemId: 't.item_id',
        isHeld: "t.status = 'pending'",
      },
      clock,
    );
  }

  // Read by SQL: whoever owes both kinds, and neither module has to know the other.
  async objection(tx: Tx, { id }: HeldRecord, to: string): Promise<Localised | null> {
    const owes = await tx.query<unknown[]>(
      `SELECT 1 FROM approvals a WHERE a.id = $1 AND
         (EXISTS (SELECT FROM tasks WHERE id = a.record_id AND assignee_id = $2)
          OR EXISTS (SELECT FROM milestones WHERE id = a.record_id AND assignee_id = $2))`,
      [id, to],
    );
    return owes.length > 0 ? OWES_IT : null;
  }
}
