import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import type { Relations } from '../../people/index.js';
import { TASK_NOUN } from '../domain/task-words.js';
import { Task } from '../persistence/task.entity.js';

const EARLIER_CYCLE = {
  en: 'This task belongs to an earlier cycle of the item and is fixed.',
  'zh-CN': '该任务属于项目的先前循环,不可再改。',
};

export interface TaskAtHand {
  readonly task: Task;
  readonly item: Item;
  /** What the actor is to the item. */
  readonly relations: Relations;
}

/** How an operation comes to a task; a foreign or unknown id answers 404. */
@Injectable()
export class TaskAccess {
  constructor(private readonly items: ItemAccess) {}

  /**
   * The task and its item, both locked, the item first.
   *
   * @throws DomainError not_found, not_yours, item_not_open, stale_version, conflict for a task of an earlier cycle
   */
  async forChange(tx: Tx, actor: Actor, id: string, version: number): Promise<TaskAtHand> {
    const where = { id, workspaceId: actor.workspace.id };
    const seen = await tx.findOneBy(Task, where);
    if (!seen) throw notFound(TASK_NOUN);
    const { key } = await this.items.ofRecord(actor, seen.itemId, TASK_NOUN, tx);
    const item = await this.items.forWork(tx, actor, key);
    const task = await tx.findOneOrFail(Task, { where, lock: { mode: 'pessimistic_write' } });
    if (task.version !== version) throw new DomainError('stale_version');
    if (task.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
    return { task, item, relations: await this.items.relationsTo(actor, item, tx) };
  }
}
