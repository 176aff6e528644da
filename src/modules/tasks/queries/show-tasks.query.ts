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
import { isOpen, TASK_NOUN } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';

export type TaskRow = Task & {
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

const TASK_WRITES = ['tasks.write', 'tasks.report'] as const;

/** What is owed no more stands nowhere. */
const NOT_OWED = { state: null, overdueDays: 0 } as const;

/** Tasks as people read them, with the name of who owes them. */
@Injectable()
export class ShowTasks {
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
  async ofItem(actor: Actor, key: string): Promise<TaskRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows(actor, item, { itemId: item.id });
  }

  async one(actor: Actor, id: string): Promise<TaskRow> {
    const found = await this.transactions.reader.findOneBy(Task, { id, workspaceId: actor.workspace.id });
    if (!found) throw notFound(TASK_NOUN);
    const item = await this.items.ofRecord(actor, found.itemId, TASK_NOUN);
    const [task] = await this.rows(actor, item, { id });
    if (!task) throw notFound(TASK_NOUN);
    return task;
  }

  private async rows(actor: Actor, item: Item, where: Partial<Task>): Promise<TaskRow[]> {
    const { entities, raw } = await this.transactions.reader
      .createQueryBuilder(Task, 'task')
      .leftJoin('users', 'person', 'person.id = task.assignee_id')
      .addSelect('person.name', 'assignee_name')
      .where(where)
      .orderBy('task.dueOn')
      .addOrderBy('task.id')
      .getRawAndEntities<{ assignee_name: string | null }>();
    const relations = await this.items.relationsTo(actor, item);
    const assignees = [...new Set(entities.map(({ assigneeId }) => assigneeId))];
    const times = await this.workingTimes.ofAll(actor.workspace, assignees);
    const now = this.clock.now();
    const waiting = await this.waiting.in(item);
    const climbing = await this.standings.in(item);
    const reasons = await this.awaited.reasons(item);
    return entities.map((task, index) => {
      const own = { ...relations, assignee: task.assigneeId === actor.userId };
      const assigneeName = raw[index]?.assignee_name ?? null;
      const { zone, calendar } = ownTime(times, task.assigneeId);
      const standing = isOwed(task) ? dueStanding(task, localDateAt(now, zone), calendar) : NOT_OWED;
      const waitingFor = waiting.get(task.id) ?? [];
      const escalation = climbing.get(task.id) ?? null;
      const shown = { assigneeName, ...standing, waitingFor, standsBecause: reasons(task), escalation };
      return Object.assign(task, { ...shown, permitted: permitted(actor, own, TASK_WRITES) });
    });
  }
}

function isOwed({ status }: Task): boolean {
  return isOpen(status);
}
