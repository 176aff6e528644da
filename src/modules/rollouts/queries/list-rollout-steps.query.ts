import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { type Action, permitted, type Relations } from '../../people/index.js';
import { RolloutStep } from '../persistence/rollout-step.entity.js';

export type RolloutStepRow = RolloutStep & { readonly permitted: readonly Action[] };

const STEP_WRITES = ['rollouts.write', 'rollouts.report'] as const;
const STEP = { en: 'rollout step', 'zh-CN': '推广步骤' };

/** The steps of every cycle of an item, the earlier due first. */
@Injectable()
export class ListRolloutSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  async run(actor: Actor, key: string): Promise<RolloutStepRow[]> {
    const item = await this.items.find(actor, key);
    const order = { cycle: 'ASC', dueOn: 'ASC', id: 'ASC' } as const;
    const steps = await this.transactions.reader.find(RolloutStep, { where: { itemId: item.id }, order });
    const relations = await this.items.relationsTo(actor, item);
    return steps.map((step) => withPermissions(actor, relations, step));
  }

  /** @throws DomainError not_found */
  async one(actor: Actor, id: string): Promise<RolloutStepRow> {
    const step = await this.transactions.reader.findOneBy(RolloutStep, { id, workspaceId: actor.workspace.id });
    if (!step) throw notFound(STEP);
    const item = await this.items.ofRecord(actor, step.itemId, STEP);
    return withPermissions(actor, await this.items.relationsTo(actor, item), step);
  }
}

function withPermissions(actor: Actor, relations: Relations, step: RolloutStep): RolloutStepRow {
  const own = { ...relations, assignee: step.assigneeId === actor.userId };
  return Object.assign(step, { permitted: permitted(actor, own, STEP_WRITES) });
}
