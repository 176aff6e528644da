import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import type { ItemAction } from '../../people/index.js';
import { type Signature, Signatures } from '../../signatures/index.js';
import { ItemAccess } from '../operations/item-access.js';
import { ItemRelations } from '../operations/item-relations.js';
import { Containment } from '../persistence/containment.entity.js';
import { Evidence } from '../persistence/evidence.entity.js';
import type { Item } from '../persistence/item.entity.js';
import { Kickoff } from '../persistence/kickoff.entity.js';
import { TeamMember } from '../persistence/team-member.entity.js';
import { Waiver } from '../persistence/waiver.entity.js';

export interface ShownItem {
  readonly item: Item;
  readonly permitted: readonly ItemAction[];
}

/** One item, and the records that belong to the item itself. */
@Injectable()
export class ShowItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly relations: ItemRelations,
    private readonly signed: Signatures,
  ) {}

  item(actor: Actor, key: string): Promise<Item> {
    return this.access.find(actor, key);
  }

  /** An item at hand, and what the reader may do to it. */
  async shown(actor: Actor, item: Item): Promise<ShownItem> {
    return { item, permitted: await this.relations.permitted(this.transactions.reader, actor, item) };
  }

  async evidence(actor: Actor, key: string): Promise<Evidence[]> {
    const { id } = await this.access.find(actor, key);
    return this.transactions.reader.find(Evidence, { where: { itemId: id }, order: { recordedAt: 'ASC', id: 'ASC' } });
  }

  async team(actor: Actor, key: string): Promise<{ item: Item; members: (TeamMember & { name: string })[] }> {
    const item = await this.access.find(actor, key);
    const members = await this.transactions.reader.query<(TeamMember & { name: string })[]>(
      `SELECT t.user_id AS "userId", t.role, t.duty, u.name FROM item_team_members t JOIN users u ON u.id = t.user_id
       WHERE t.item_id = $1 ORDER BY array_position(ARRAY['leader','data','execution','support'], t.role), u.name, u.id`,
      [item.id],
    );
    return { item, members };
  }

  async kickoff(actor: Actor, key: string, cycle?: number): Promise<{ item: Item; minutes: Kickoff | null }> {
    const item = await this.access.find(actor, key);
    const where = { itemId: item.id, cycle: cycle ?? item.cycle };
    return { item, minutes: await this.transactions.reader.findOneBy(Kickoff, where) };
  }

  async containment(actor: Actor, key: string): Promise<{ item: Item; containment: Containment | null }> {
    const item = await this.access.find(actor, key);
    return { item, containment: await this.transactions.reader.findOneBy(Containment, { itemId: item.id }) };
  }

  async waivers(actor: Actor, key: string): Promise<Waiver[]> {
    const { id } = await this.access.find(actor, key);
    return this.transactions.reader.find(Waiver, { where: { itemId: id }, order: { requestedAt: 'ASC' } });
  }

  async signatures(actor: Actor, key: string): Promise<Signature[]> {
    const { id, workspaceId } = await this.access.find(actor, key);
    return this.signed.ofItem(workspaceId, id);
  }
}
