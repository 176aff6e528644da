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
} from '../../people/index.js';
import type { Item } from '../persistence/item.entity.js';
import { TeamMember } from '../persistence/team-member.entity.js';

/** What somebody is to an item, and what the policy lets him do for it. */
@Injectable()
export class ItemRelations {
  /** All that he is to it; nothing for a role of which the policy never asks. */
  async of(tx: Tx, actor: Actor, item: Item): Promise<Relations> {
    const { userId } = actor;
    if (userId === null || !isJudgedByRelation(actor)) return {};
    return { ...writtenRelations(actor, item), team: await rowExists(tx, TeamMember, { itemId: item.id, userId }) };
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

/** What the row itself tells. */
export function writtenRelations(
  { userId }: Actor,
  { ownerId, sponsorId }: Pick<Item, 'ownerId' | 'sponsorId'>,
): Relations {
  return userId === null ? {} : { owner: ownerId === userId, sponsor: sponsorId === userId };
}
