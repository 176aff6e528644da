import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Members } from '../../people/index.js';
import type { TeamRole } from '../domain/item-words.js';
import type { Item } from '../persistence/item.entity.js';
import { TeamMember } from '../persistence/team-member.entity.js';
import { ItemAccess } from './item-access.js';
import { touchItem } from './touch-item.js';

export interface TeamPlace {
  readonly userId: string;
  readonly role: TeamRole;
  readonly duty?: string | null;
}

/** Says who is in the task force; the list given replaces the list that was. */
@Injectable()
export class SetTeam {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly members: Members,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, places: readonly TeamPlace[]): Promise<Item> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forChange(tx, actor, key, version);
      const strangers = await this.members.strangersAmong(
        tx,
        actor.workspace.id,
        places.map(({ userId }) => userId),
      );
      refuseFields(places.flatMap((place, index) => problemsOf(place, index, places, strangers)));
      const before = await tx.findBy(TeamMember, { itemId: item.id });
      await tx.delete(TeamMember, { itemId: item.id });
      await tx.insert(
        TeamMember,
        places.map((place) => ({ ...place, itemId: item.id, workspaceId: item.workspaceId })),
      );
      await touchItem(tx, item, {}, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.team_set',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: { team: { from: before.map(asPlace), to: places } },
      });
      return item;
    });
  }
}

function asPlace({ userId, role, duty }: TeamMember): TeamPlace {
  return { userId, role, duty };
}

function problemsOf(place: TeamPlace, index: number, places: readonly TeamPlace[], strangers: readonly string[]) {
  const field = `members.${index}.userId`;
  if (strangers.includes(place.userId)) {
    return [
      { field, code: 'no_member', message: { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' } },
    ];
  }
  const first = places.findIndex(({ userId, role }) => userId === place.userId && role === place.role);
  return first < index
    ? [{ field, code: 'duplicate', message: { en: 'is listed twice in the same role', 'zh-CN': '同一角色重复列出' } }]
    : [];
}
