import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { PlanApproval } from '../persistence/plan-approval.entity.js';
import { chosenMeasures } from '../queries/chosen-measures.js';
import { coveredBy, PlanApprovals } from './plan-approvals.js';

const NOTHING_CHOSEN = { en: 'There is no chosen measure to approve.', 'zh-CN': '没有可供批准的已选措施。' };
const NO_AUTHOR = { en: 'somebody who wrote none of the chosen measures', 'zh-CN': '未参与编写已选措施的人' };
const APPROVAL = { en: 'approval of this plan', 'zh-CN': '方案批准' };

/** Approves the chosen measures as they are, by somebody who wrote none of them (L-05). */
@Injectable()
export class ApprovePlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly approvals: PlanApprovals,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, note: string | null): Promise<void> {
    return this.transactions.run(async (tx) => {
      // Alone with the item, or a measure could be written between what is approved and what is kept as approved.
      await this.access.forMove(tx, actor, key);
      const item = await this.access.forWork(tx, actor, key, ['plan']);
      const measures = await chosenMeasures(tx, item);
      const approvedBy = actor.userId;
      if (measures.length === 0) throw new DomainError('conflict', { reason: NOTHING_CHOSEN });
      if (approvedBy === null || measures.some(({ authors }) => authors.some((author) => actsFor(actor, author)))) {
        throw new DomainError('not_yours', { who: NO_AUTHOR });
      }
      if ((await this.approvals.standing(tx, item))?.isCurrent) {
        throw new DomainError('already_exists', { what: APPROVAL });
      }
      await this.approvals.voidStanding(tx, actor, item);
      await tx.insert(PlanApproval, {
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        loop: item.loop,
        covers: coveredBy(measures),
        note,
        approvedBy,
        approvedAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'plan.approved',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: {
          planApproved: { from: false, to: true },
          measures: { from: null, to: measures.map(({ title }) => title) },
        },
        reason: note,
        facts: { key: item.key, title: item.title },
      });
    });
  }
}
