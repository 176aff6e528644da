import { BULK_LIMIT, Day, Id, ListOf, Nested, OneOf, Text, Whole } from '../../../platform/http/index.js';
import { TASK_STATUSES, type TaskStatus } from '../domain/task-words.js';

export class AddTaskBody {
  @Text({ max: 200 })
  title!: string;

  @Text({ min: 0, max: 5000, optional: true })
  description?: string | null;

  @Id({ description: 'Who owes it: a member of the workspace.' })
  assigneeId!: string;

  @Day({ description: 'Last day in time, in the zone of who owes it.' })
  dueOn!: string;
}

/** Whatever is left out (or null) stays. */
export class ChangeTaskBody {
  @OneOf(TASK_STATUSES, { optional: true })
  status?: TaskStatus | null;

  @Whole({ min: 0, max: 100, optional: true, description: 'Per cent.' })
  progress?: number | null;

  @Text({ max: 200, optional: true, description: 'Leads only.' })
  title?: string | null;

  @Text({ min: 0, max: 5000, optional: true, description: 'Leads only.' })
  description?: string | null;

  @Id({ optional: true, description: 'Leads only.' })
  assigneeId?: string | null;

  @Day({ optional: true, description: 'Putting it off needs a reason.' })
  dueOn?: string | null;

  @Text({ max: 2000, optional: true })
  reason?: string | null;
}

export class TaskInBulkBody {
  @Id()
  id!: string;

  @Whole({ min: 1, max: 2_000_000_000, description: 'As it was read.' })
  version!: number;

  @Nested(() => ChangeTaskBody)
  change!: ChangeTaskBody;
}

export class ChangeTasksBody {
  @ListOf(() => TaskInBulkBody, { max: BULK_LIMIT })
  rows!: TaskInBulkBody[];
}
