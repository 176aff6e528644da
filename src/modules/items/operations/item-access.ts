import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { findRow, Transactions, type Tx } from '../../../platform/database/index.js';
import { type Stage, STAGE_NAMES, STATUS_NAMES } from '../domain/item-words.js';
import { Item } from '../persistence/item.entity.js';

export const ITEM_NOUN = { en: 'item', 'zh-CN': '改进项目' };

/** How every module comes to an item of the actor's workspace; a foreign or unknown key answers 404. */
@Injectable()
export class ItemAccess {
  constructor(private readonly transactions: Transactions) {}

  /** For reading alone. */
  async find(actor: Actor, key: string, tx: Tx = this.transactions.reader): Promise<Item> {
    const item = await findRow(tx, Item, { workspaceId: actor.workspace.id, key });
    if (!item) throw notFound(ITEM_NOUN);
    return item;
  }

  /**
   * For writing something that belongs to the item. The item cannot move while the transaction runs (others may still
   * write beside us), so a gate never sees half of what is being written.
   *
   * @param stages where the record belongs; anywhere when left out
   * @throws DomainError not_found, item_not_open, wrong_stage
   */
  async forWork(tx: Tx, actor: Actor, key: string, stages?: readonly Stage[]): Promise<Item> {
    const item = await findRow(tx, Item, { workspaceId: actor.workspace.id, key }, 'FOR SHARE');
    if (!item) throw notFound(ITEM_NOUN);
    refuseUnlessOpen(item, stages);
    return item;
  }

  /**
   * For changing the item itself: nobody else writes it, or anything that belongs to it, until the transaction ends.
   *
   * @param version what the caller read
   * @throws DomainError not_found, item_not_open, wrong_stage, stale_version
   */
  async forChange(tx: Tx, actor: Actor, key: string, version: number, stages?: readonly Stage[]): Promise<Item> {
    const item = await this.forMove(tx, actor, key);
    if (item.version !== version) throw new DomainError('stale_version');
    refuseUnlessOpen(item, stages);
    return item;
  }

  /** The row, locked, in whatever state it is. */
  async forMove(tx: Tx, actor: Actor, key: string): Promise<Item> {
    const item = await findRow(tx, Item, { workspaceId: actor.workspace.id, key }, 'FOR UPDATE');
    if (!item) throw notFound(ITEM_NOUN);
    return item;
  }
}

function refuseUnlessOpen(item: Item, stages: readonly Stage[] | undefined): void {
  if (item.status !== 'active') throw new DomainError('item_not_open', { status: STATUS_NAMES[item.status] });
  if (stages && !stages.includes(item.stage)) {
    const expected = {
      en: stages.map((stage) => STAGE_NAMES[stage].en).join(', '),
      'zh-CN': stages.map((stage) => STAGE_NAMES[stage]['zh-CN']).join('、'),
    };
    throw new DomainError('wrong_stage', { expected, stage: STAGE_NAMES[item.stage] });
  }
}
