import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, ProvidesHoldings } from '../../people/index.js';

/** The open tasks that a person owes. */
@ProvidesHoldings('tasks')
export class TasksHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      {
        table: 'tasks',
        column: 'assignee_id',
        field: 'assigneeId',
        noun: 'task',
        name: 't.title',
        itemId: 't.item_id',
        isHeld: "t.status IN ('todo', 'doing', 'blocked')",
      },
      clock,
    );
  }
}
