import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { Item } from '../../items/index.js';
import { PlanApproval } from '../persistence/plan-approval.entity.js';
import { type ChosenMeasure, chosenMeasures } from '../queries/chosen-measures.js';

/** Whether the plan that an item has now is approved. */
@Injectable()
export class PlanApprovals {
  constructor(
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The approval of this cycle and loop that nobody voided, and whether it was given to the plan as it is now. */
  async standing(tx: Tx, item: Item): Promise<{ approval: PlanApproval; isCurrent: boolean } | null> {
    const { id: itemId, cycle, loop } = item;
    const approval = await tx.findOneBy(PlanApproval, { itemId, cycle, loop, voidedAt: IsNull() });
    if (!approval) return null;
    const covered = coveredBy(await chosenMeasures(tx, item));
    return { approval, isCurrent: covered.join() === approval.covers.join() };
  }

  /** Once, whoever else changes the plan at the same moment; nothing when there is none. */
  async voidStanding(tx: Tx, actor: Actor, { id: itemId, cycle, loop }: Item): Promise<void> {
    const standing = { itemId, cycle, loop, voidedAt: IsNull() };
    const written = { voidedBy: actor.userId, voidedAt: this.clock.now() };
    const { affected } = await tx.update(PlanApproval, standing, written);
    if (!affected) return;
    await this.journal.record(tx, actor, {
      type: 'plan.approval_voided',
      subject: { type: 'item', id: itemId },
      itemId,
      changes: { planApproved: { from: true, to: false } },
    });
  }
}

/**
 * What an approval is given to. A cause is part of it: it can change after a return to diagnosis, and then the plan
 * answers something that nobody has approved.
 */
export function coveredBy(measures: readonly ChosenMeasure[]): string[] {
  return measures.map(({ id, version, causeId, cause }) => `${id}@${version} ${causeId}@${cause.version}`);
}
