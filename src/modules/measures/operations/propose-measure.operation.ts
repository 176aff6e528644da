import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import type { MeasureFields } from '../domain/measure.js';
import { Measure } from '../persistence/measure.entity.js';
import { unknownCause } from './cause-rule.js';
import { PlanApprovals } from './plan-approvals.js';

export interface NewMeasure extends Pick<MeasureFields, 'causeId' | 'title' | 'description'> {
  readonly chosen?: boolean | null;
}

/** Proposes what to do about a cause; part of the plan unless said otherwise. */
@Injectable()
export class ProposeMeasure {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly approvals: PlanApprovals,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the new measure */
  async run(actor: Actor, key: string, { causeId, title, description, chosen }: NewMeasure): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forWork(tx, actor, key, ['plan']);
      refuseFields(await unknownCause(tx, item, causeId));
      const id = newId();
      const fields = { causeId, title, description, chosen: chosen ?? true };
      await tx.insert(Measure, {
        ...fields,
        id,
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        authors: actor.userId === null ? [] : [actor.userId],
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'measure.proposed',
        subject: { type: 'measure', id },
        itemId: item.id,
        changes: changesBetween({}, fields),
      });
      if (fields.chosen) await this.approvals.voidStanding(tx, actor, item);
      return id;
    });
  }
}
