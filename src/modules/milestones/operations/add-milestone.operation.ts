import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type LocalDate, newDeadline } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import type { MilestoneStage } from '../domain/milestone-stages.js';
import { Milestone } from '../persistence/milestone.entity.js';
import { AssigneeRule } from './assignee-rule.js';
import { milestoneFacts } from './milestone-facts.js';

export interface NewMilestone {
  readonly stage: MilestoneStage;
  readonly title: string;
  readonly assigneeId: string;
  readonly dueOn: LocalDate;
}

/** Dates what a stage of this cycle must have reached, and names who answers for it. */
@Injectable()
export class AddMilestone {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly assignees: AssigneeRule,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new milestone's id */
  async run(actor: Actor, key: string, { stage, title, assigneeId, dueOn }: NewMilestone): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, key);
      refuseFields(await this.assignees.problems(tx, actor, assigneeId));
      const written = { stage, title, assigneeId, dueOn };
      const milestone = tx.create(Milestone, {
        ...newDeadline(dueOn),
        ...written,
        id: newId(),
        workspaceId: item.workspaceId,
        itemId: item.id,
        itemKey: item.key,
        cycle: item.cycle,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await tx.insert(Milestone, milestone);
      await this.journal.record(tx, actor, {
        type: 'milestone.created',
        subject: { type: 'milestone', id: milestone.id },
        itemId: item.id,
        changes: changesBetween({}, written),
        facts: milestoneFacts(milestone, item.ownerId),
      });
      return milestone.id;
    });
  }
}
