import { followersOf, heldUpFor } from '../../schedules/index.js';
import {
  assigned,
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const REPORT_REACHED = { en: 'Report it reached', 'zh-CN': '报告已达成' };

/** The milestones for which a person answers, of items that are worked on. */
@ProvidesWork('milestone')
export class MilestonesOwed implements WorkSource {
  readonly requires = 'milestones.report';
  readonly isAssigned = true;
  readonly place = 'upcoming';
  readonly why = assigned;

  select({ userId, workspaceId }: WorkQuestion) {
    return {
      from: `milestones t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'`,
      where: `t.workspace_id = ${workspaceId} AND t.assignee_id = ${userId} AND t.status = 'planned'`,
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
    return { name: REPORT_REACHED, method: 'PATCH', path: `milestones/${id}`, body: { status: 'reached' } };
  }
}
