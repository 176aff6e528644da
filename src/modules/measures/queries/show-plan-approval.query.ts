import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { PlanApprovals } from '../operations/plan-approvals.js';

export interface ShownApproval {
  readonly approvedBy: string;
  readonly approvedByName: string | null;
  readonly approvedAt: Date;
  readonly note: string | null;
}

/** Who approved the plan as it is now; null when nobody did, or when it has changed since. */
@Injectable()
export class ShowPlanApproval {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly approvals: PlanApprovals,
  ) {}

  async run(actor: Actor, key: string): Promise<ShownApproval | null> {
    const tx = this.transactions.reader;
    const standing = await this.approvals.standing(tx, await this.access.find(actor, key));
    if (!standing?.isCurrent) return null;
    const { approvedBy, approvedAt, note } = standing.approval;
    const [person] = await tx.query<{ name: string }[]>('SELECT name FROM users WHERE id = $1', [approvedBy]);
    return { approvedBy, approvedByName: person?.name ?? null, approvedAt, note };
  }
}
