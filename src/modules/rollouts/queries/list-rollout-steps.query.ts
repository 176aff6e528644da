import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { RolloutStep } from '../persistence/rollout-step.entity.js';

const STEP = { en: 'rollout step', 'zh-CN': '推广步骤' };

/** The steps of every cycle of an item, the earlier due first. */
@Injectable()
export class ListRolloutSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  async run(actor: Actor, key: string): Promise<RolloutStep[]> {
    const { id: itemId } = await this.items.find(actor, key);
    const order = { cycle: 'ASC', dueOn: 'ASC', id: 'ASC' } as const;
    return this.transactions.reader.find(RolloutStep, { where: { itemId }, order });
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<RolloutStep> {
    const step = await this.transactions.reader.findOneBy(RolloutStep, { id, workspaceId: actor.workspace.id });
    if (!step) throw notFound(STEP);
    return step;
  }
}
