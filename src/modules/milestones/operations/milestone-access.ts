import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import type { Relations } from '../../people/index.js';
import { MILESTONE_NOUN } from '../domain/milestone-words.js';
import { Milestone } from '../persistence/milestone.entity.js';

const EARLIER_CYCLE = {
  en: 'This milestone belongs to an earlier cycle of the item and is fixed.',
  'zh-CN': '该里程碑属于项目的先前循环,不可再改。',
};

export interface MilestoneAtHand {
  readonly milestone: Milestone;
  readonly item: Item;
  /** What the actor is to the item. */
  readonly relations: Relations;
}

/** How an operation comes to a milestone; a foreign or unknown id answers 404. */
@Injectable()
export class MilestoneAccess {
  constructor(private readonly items: ItemAccess) {}

  /**
   * The milestone and its item, both locked, the item first.
   *
   * @throws DomainError not_found, not_yours, item_not_open, stale_version, conflict for a milestone of an earlier cycle
   */
  async forChange(tx: Tx, actor: Actor, id: string, version: number): Promise<MilestoneAtHand> {
    const where = { id, workspaceId: actor.workspace.id };
    const seen = await tx.findOneBy(Milestone, where);
    if (!seen) throw notFound(MILESTONE_NOUN);
    const { key } = await this.items.ofRecord(actor, seen.itemId, MILESTONE_NOUN, tx);
    const item = await this.items.forWork(tx, actor, key);
    const milestone = await tx.findOneOrFail(Milestone, { where, lock: { mode: 'pessimistic_write' } });
    if (milestone.version !== version) throw new DomainError('stale_version');
    if (milestone.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
    return { milestone, item, relations: await this.items.relationsTo(actor, item, tx) };
  }
}
