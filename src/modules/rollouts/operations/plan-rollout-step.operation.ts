import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { RolloutStep } from '../persistence/rollout-step.entity.js';
import { AssigneeRule } from './assignee-rule.js';

export interface NewRolloutStep {
  readonly title: string;
  readonly scope: string;
  readonly assigneeId: string;
  readonly dueOn: string;
}

/** Plans a step of the rollout in the item's current cycle. */
@Injectable()
export class PlanRolloutStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly assignees: AssigneeRule,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, { title, scope, assigneeId, dueOn }: NewRolloutStep): Promise<RolloutStep> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, key, ['rollout']);
      await this.assignees.check(tx, actor, assigneeId);
      const planned = { title, scope, assigneeId, dueOn };
      const step = tx.create(RolloutStep, {
        ...planned,
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        status: 'planned',
        reason: null,
        doneAt: null,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
        version: 1,
      });
      await tx.insert(RolloutStep, step);
      await this.journal.record(tx, actor, {
        type: 'rollout_step.planned',
        subject: { type: 'rollout_step', id: step.id },
        itemId: item.id,
        changes: changesBetween({}, planned),
        facts: { assigneeId },
      });
      return step;
    });
  }
}
