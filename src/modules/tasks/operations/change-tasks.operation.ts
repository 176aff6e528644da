import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { eachByItself, type Outcome } from '../../../platform/database/index.js';
import type { TaskChange } from '../domain/task-change.js';
import { ChangeTask } from './change-task.operation.js';

/** One of many: which, as it was read, and what becomes of it. */
export interface TaskInBulk {
  readonly id: string;
  readonly version: number;
  readonly change: TaskChange;
}

/** Changes many tasks in one request, each by the rules for one and in a transaction of its own (E-15). */
@Injectable()
export class ChangeTasks {
  constructor(private readonly changeTask: ChangeTask) {}

  run(actor: Actor, rows: readonly TaskInBulk[]): Promise<Outcome[]> {
    return eachByItself(rows, ({ id, version, change }) => this.changeTask.run(actor, id, version, change));
  }
}
