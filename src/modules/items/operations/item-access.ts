import { Injectable } from '@nestjs/common';

import { type Actor, principalOf, type Role } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import { findRow, Transactions, type Tx } from '../../../platform/database/index.js';
import { type Action, cellOf, type Relations, whoAre } from '../../people/index.js';
import { type Stage, STAGE_NAMES, STATUS_NAMES } from '../domain/item-words.js';
import { Item } from '../persistence/item.entity.js';
import { ItemRelations } from './item-relations.js';

export const ITEM_NOUN = { en: 'item', 'zh-CN': '改进项目' };

/**
 * How every module comes to an item of the actor's workspace. Here alone is asked whether he sees it and whether he may
 * do to it what the route let him in for; a foreign, unknown or hidden key answers 404.
 */
@Injectable()
export class ItemAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly relations: ItemRelations,
  ) {}

  /** For reading alone. */
  async find(actor: Actor, key: string, tx: Tx = this.transactions.reader): Promise<Item> {
    return this.seen(tx, actor, await findRow(tx, Item, { workspaceId: actor.workspace.id, key }));
  }

  /**
   * The item of a record that is named by its own id, for reading alone.
   *
   * @param noun of the record: to somebody who does not see the item, the record does not exist
   */
  async ofRecord(actor: Actor, itemId: string, noun: Localised, tx: Tx = this.transactions.reader): Promise<Item> {
    return this.seen(tx, actor, await findRow(tx, Item, { workspaceId: actor.workspace.id, id: itemId }), noun);
  }

  /** What the actor is to the item. */
  relationsTo(actor: Actor, item: Item, tx: Tx = this.transactions.reader): Promise<Relations> {
    return this.relations.of(tx, actor, item);
  }

  /**
   * For writing something that belongs to the item. The item cannot move while the transaction runs (others may still
   * write beside us), so a gate never sees half of what is being written.
   *
   * @param stages where the record belongs; anywhere when left out
   * @throws DomainError not_found, not_yours, item_not_open, wrong_stage
   */
  async forWork(tx: Tx, actor: Actor, key: string, stages?: readonly Stage[]): Promise<Item> {
    const found = await findRow(tx, Item, { workspaceId: actor.workspace.id, key }, 'FOR SHARE');
    const item = await this.admitted(tx, actor, found);
    refuseUnlessOpen(item, stages);
    return item;
  }

  /**
   * For changing the item itself: nobody else writes it, or anything that belongs to it, until the transaction ends.
   *
   * @param version what the caller read
   * @throws DomainError not_found, not_yours, item_not_open, wrong_stage, stale_version
   */
  async forChange(tx: Tx, actor: Actor, key: string, version: number, stages?: readonly Stage[]): Promise<Item> {
    const item = await this.forMove(tx, actor, key);
    if (item.version !== version) throw new DomainError('stale_version');
    refuseUnlessOpen(item, stages);
    return item;
  }

  /** The row, locked, in whatever state it is. */
  async forMove(tx: Tx, actor: Actor, key: string): Promise<Item> {
    return this.admitted(tx, actor, await findRow(tx, Item, { workspaceId: actor.workspace.id, key }, 'FOR UPDATE'));
  }

  private async seen(tx: Tx, actor: Actor, item: Item | null, noun: Localised = ITEM_NOUN): Promise<Item> {
    if (!item || !(await this.relations.sees(tx, actor, item))) throw notFound(noun);
    return item;
  }

  private async admitted(tx: Tx, actor: Actor, found: Item | null): Promise<Item> {
    const item = await this.seen(tx, actor, found);
    const action = actor.action as Action | undefined;
    if (actor.role === 'system' || action === undefined) return item;
    // A delegate is let in by what the other is; what he sees is his own affair.
    const by = principalOf(actor);
    const cell = cellOf(by.role as Role, action);
    // Whose record it is the record alone can tell; the operation that changes it asks.
    if (typeof cell === 'string' || cell.includes('assignee')) return item;
    if (await this.relations.may(tx, by, action, item)) return item;
    throw new DomainError('not_yours', { who: whoAre(cell) });
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
