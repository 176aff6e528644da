import { followersOf, heldUpFor } from '../../schedules/index.js';
import { AssignedRecords, OF_ITEM_AT_WORK, ProvidesWork } from '../../worklist/index.js';

const REPORT_REACHED = { en: 'Report it reached', 'zh-CN': '报告已达成' };

/** The milestones for which a person answers, of items that are worked on. */
@ProvidesWork('milestone')
export class MilestonesOwed extends AssignedRecords {
  constructor() {
    super({
      table: 'milestones',
      belonging: OF_ITEM_AT_WORK,
      owedBy: 'assignee_id',
      isOwed: "t.status = 'planned'",
      requires: 'milestones.report',
      columns: {
        stoppedOn: 't.stopped_on',
        overdueSince: 't.overdue_since',
        waiting: followersOf('t.id', 't.assignee_id'),
        detail: heldUpFor('t'),
      },
      path: 'milestones',
      done: { name: REPORT_REACHED, body: { status: 'reached' } },
    });
  }
}
