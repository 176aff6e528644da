import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { MILESTONE_NOUN } from '../domain/milestone-words.js';
import { Milestone } from '../persistence/milestone.entity.js';

export type MilestoneRow = Milestone & { readonly assigneeName: string | null };

/** Milestones as people read them, with the name of who owes them. */
@Injectable()
export class ShowMilestones {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** All cycles of the item, by due date. */
  async ofItem(actor: Actor, key: string): Promise<MilestoneRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows({ itemId: item.id });
  }

  async one(actor: Actor, id: string): Promise<MilestoneRow> {
    const [milestone] = await this.rows({ id, workspaceId: actor.workspace.id });
    if (!milestone) throw notFound(MILESTONE_NOUN);
    return milestone;
  }

  private async rows(where: Partial<Milestone>): Promise<MilestoneRow[]> {
    const { entities, raw } = await this.transactions.reader
      .createQueryBuilder(Milestone, 'milestone')
      .leftJoin('users', 'person', 'person.id = milestone.assignee_id')
      .addSelect('person.name', 'assignee_name')
      .where(where)
      .orderBy('milestone.dueOn')
      .addOrderBy('milestone.id')
      .getRawAndEntities<{ assignee_name: string | null }>();
    return entities.map((milestone, index) =>
      Object.assign(milestone, { assigneeName: raw[index]?.assignee_name ?? null }),
    );
  }
}
