import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { rowExists, type Tx } from '../../../platform/database/index.js';
import {
  type Action,
  isJudgedByRelation,
  ITEM_WRITES,
  type ItemAction,
  may,
  maySeeConfidential,
  permitted,
  type Relations,
  Units,
} from '../../people/index.js';
import type { Item } from '../persistence/item.entity.js';
import { TeamMember } from '../persistence/team-member.entity.js';

/** What somebody is to an item, and what the policy lets him do for it. */
@Injectable()
export class ItemRelations {
  constructor(private readonly units: Units) {}

  /** All that he is to it; nothing for a role of which the policy never asks. */
  async of(tx: Tx, actor: Actor, item: Item): Promise<Relations> {
    const { userId } = actor;
    if (userId === null || !isJudgedByRelation(actor)) return {};
    const team = await rowExists(tx, TeamMember, { itemId: item.id, userId });
    return { ...writtenRelations(actor, item, await this.reachOf(tx, actor, [item])), team };
  }

  /** The departments whose items are the actor's own; asked only where an item has one. */
  async reachOf(tx: Tx, { userId, workspace }: Actor, items: readonly Pick<Item, 'unitId'>[]): Promise<string[]> {
    const isAsked = userId !== null && items.some(({ unitId }) => unitId !== null);
    return isAsked ? this.units.inReach(workspace.id, userId, tx) : [];
  }

  async sees(tx: Tx, actor: Actor, item: Item): Promise<boolean> {
    return !item.confidential || this.holds(tx, actor, item, (relations) => maySeeConfidential(actor, relations));
  }

  async may(tx: Tx, actor: Actor, action: Action, item: Item): Promise<boolean> {
    return this.holds(tx, actor, item, (relations) => may(actor, action, relations));
  }

  /** What he may do to it and below it, for the page that shows it. */
  async permitted(tx: Tx, actor: Actor, item: Item): Promise<readonly ItemAction[]> {
    return permitted(actor, await this.of(tx, actor, item), ITEM_WRITES);
  }

  /** Asks no table as long as the row itself decides: who owns or sponsors an item stands in it. */
  private async holds(tx: Tx, actor: Actor, item: Item, judge: (relations: Relations) => boolean): Promise<boolean> {
    return judge(writtenRelations(actor, item)) || judge(await this.of(tx, actor, item));
  }
}

/**
 * What the row itself tells.
 *
 * @param reach the departments whose items are the actor's own, as far as they are known
 */
export function writtenRelations(
  { userId }: Actor,
  { ownerId, sponsorId, unitId }: Pick<Item, 'ownerId' | 'sponsorId' | 'unitId'>,
  reach: readonly string[] = [],
): Relations {
  if (userId === null) return {};
  const unit = unitId === null || reach.includes(unitId);
  return { owner: ownerId === userId, sponsor: sponsorId === userId, unit };
}
