import { followersOf, heldUpFor } from '../../schedules/index.js';
import {
  assigned,
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it done', 'zh-CN': '报告完成' };

/** The open tasks that are a person's, of items that are worked on. */
@ProvidesWork('task')
export class TasksOwed implements WorkSource {
  readonly requires = 'tasks.report';
  readonly isAssigned = true;
  readonly place = 'upcoming';
  readonly why = assigned;

  select({ userId, workspaceId }: WorkQuestion) {
    return {
      from: `tasks t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'`,
      where: `t.workspace_id = ${workspaceId} AND t.assignee_id = ${userId} AND t.status IN ('todo', 'doing', 'blocked')`,
      id: 't.id',
      title: 't.title',
      since: 't.created_at',
      dueOn: 't.due_on',
      stoppedOn: 't.stopped_on',
      overdueSince: 't.overdue_since',
      status: 't.status',
      version: 't.version',
      waiting: followersOf('t.id', 't.assignee_id'),
      detail: heldUpFor('t'),
    };
  }

  clearing({ id }: OwedRow): Clearing {
    return { name: REPORT_DONE, method: 'PATCH', path: `tasks/${id}`, body: { status: 'done' } };
  }
}
