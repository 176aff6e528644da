import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, type DueState, dueStanding, localDateAt } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { type Action, permitted } from '../../people/index.js';
import {
  type Awaited,
  AwaitedApprovals,
  type EscalationStanding,
  EscalationStandings,
  type StandsBecause,
  WaitingFor,
} from '../../schedules/index.js';
import { MILESTONE_NOUN } from '../domain/milestone-words.js';
import { Milestone } from '../persistence/milestone.entity.js';

export type MilestoneRow = Milestone & {
  readonly assigneeName: string | null;
  readonly state: DueState | null;
  readonly overdueDays: number;
  /** Open records that have to be finished first. */
  readonly waitingFor: readonly Awaited[];
  /** Why its clock stands; empty while it runs. */
  readonly standsBecause: readonly StandsBecause[];
  /** Null while nobody was told that it is late, or nobody need be any more. */
  readonly escalation: EscalationStanding | null;
  readonly permitted: readonly Action[];
};

const MILESTONE_WRITES = ['milestones.write', 'milestones.report'] as const;

/** What is owed no more stands nowhere. */
const NOT_OWED = { state: null, overdueDays: 0 } as const;

/** Milestones as people read them, with the name of who owes them. */
@Injectable()
export class ShowMilestones {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly workingTimes: WorkingTimes,
    private readonly waiting: WaitingFor,
    private readonly standings: EscalationStandings,
    private readonly awaited: AwaitedApprovals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All cycles of the item, by due date. */
  async ofItem(actor: Actor, key: string): Promise<MilestoneRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows(actor, item, { itemId: item.id });
  }

  async one(actor: Actor, id: string): Promise<MilestoneRow> {
    const found = await this.transactions.reader.findOneBy(Milestone, { id, workspaceId: actor.workspace.id });
    if (!found) throw notFound(MILESTONE_NOUN);
    const item = await this.items.ofRecord(actor, found.itemId, MILESTONE_NOUN);
    const [milestone] = await this.rows(actor, item, { id });
    if (!milestone) throw notFound(MILESTONE_NOUN);
    return milestone;
  }

  private async rows(actor: Actor, item: Item, where: Partial<Milestone>): Promise<MilestoneRow[]> {
    const { entities, raw } = await this.transactions.reader
      .createQueryBuilder(Milestone, 'milestone')
      .leftJoin('users', 'person', 'person.id = milestone.assignee_id')
      .addSelect('person.name', 'assignee_name')
      .where(where)
      .orderBy('milestone.dueOn')
      .addOrderBy('milestone.id')
      .getRawAndEntities<{ assignee_name: string | null }>();
    const relations = await this.items.relationsTo(actor, item);
    const assignees = [...new Set(entities.map(({ assigneeId }) => assigneeId))];
    const times = await this.workingTimes.ofAll(actor.workspace, assignees);
    const now = this.clock.now();
    const waiting = await this.waiting.in(item);
    const climbing = await this.standings.in(item);
    const reasons = await this.awaited.reasons(item);
    return entities.map((milestone, index) => {
      const own = { ...relations, assignee: milestone.assigneeId === actor.userId };
      const assigneeName = raw[index]?.assignee_name ?? null;
      const { zone, calendar } = ownTime(times, milestone.assigneeId);
      const standing = isOwed(milestone) ? dueStanding(milestone, localDateAt(now, zone), calendar) : NOT_OWED;
      return Object.assign(milestone, {
        assigneeName,
        ...standing,
        waitingFor: waiting.get(milestone.id) ?? [],
        standsBecause: reasons(milestone),
        escalation: climbing.get(milestone.id) ?? null,
        permitted: permitted(actor, own, MILESTONE_WRITES),
      });
    });
  }
}

function isOwed({ status }: Milestone): boolean {
  return status === 'planned';
}
