import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ItemAccess } from '../../items/index.js';
import { TASK_NOUN } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';

export type TaskRow = Task & { readonly assigneeName: string | null };

/** Tasks as people read them, with the name of who owes them. */
@Injectable()
export class ShowTasks {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** All cycles of the item, by due date. */
  async ofItem(actor: Actor, key: string): Promise<TaskRow[]> {
    const item = await this.items.find(actor, key);
    return this.rows({ itemId: item.id });
  }

  async one(actor: Actor, id: string): Promise<TaskRow> {
    const [task] = await this.rows({ id, workspaceId: actor.workspace.id });
    if (!task) throw notFound(TASK_NOUN);
    return task;
  }

  private async rows(where: Partial<Task>): Promise<TaskRow[]> {
    const { entities, raw } = await this.transactions.reader
      .createQueryBuilder(Task, 'task')
      .leftJoin('users', 'person', 'person.id = task.assignee_id')
      .addSelect('person.name', 'assignee_name')
      .where(where)
      .orderBy('task.dueOn')
      .addOrderBy('task.id')
      .getRawAndEntities<{ assignee_name: string | null }>();
    return entities.map((task, index) => Object.assign(task, { assigneeName: raw[index]?.assignee_name ?? null }));
  }
}
