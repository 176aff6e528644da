import { followersOf, heldUpFor } from '../../schedules/index.js';
import { AssignedRecords, OF_ITEM_AT_WORK, ProvidesWork } from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it done', 'zh-CN': '报告完成' };

/** The open tasks that are a person's, of items that are worked on. */
@ProvidesWork('task')
export class TasksOwed extends AssignedRecords {
  constructor() {
    super({
      table: 'tasks',
      belonging: OF_ITEM_AT_WORK,
      owedBy: 'assignee_id',
      isOwed: "t.status IN ('todo', 'doing', 'blocked')",
      requires: 'tasks.report',
      columns: {
        stoppedOn: 't.stopped_on',
        overdueSince: 't.overdue_since',
        waiting: followersOf('t.id', 't.assignee_id'),
        detail: heldUpFor('t'),
      },
      path: 'tasks',
      done: { name: REPORT_DONE, body: { status: 'done' } },
    });
  }
}
