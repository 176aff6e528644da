import {
  assigned,
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it done', 'zh-CN': '报告完成' };

/** The dates of recurring rules that a person owes. */
@ProvidesWork('occurrence')
export class OccurrencesOwed implements WorkSource {
  readonly isAssigned = true;
  readonly place = 'upcoming';
  readonly why = assigned;

  select({ userId, workspaceId, role }: WorkQuestion) {
    return {
      from: 'recurring_occurrences t LEFT JOIN items i ON false',
      // An auditor may report nothing, so he owes nothing.
      where: `t.workspace_id = ${workspaceId} AND t.owner_id = ${userId} AND t.status = 'open' AND ${role} <> 'auditor'`,
      id: 't.id',
      title: 't.title',
      since: 't.created_at',
      dueOn: 't.due_on',
      overdueSince: 't.overdue_since',
      status: 't.status',
      version: 't.version',
      detail: 't.kind',
    };
  }

  clearing({ id }: OwedRow): Clearing {
    const body = { status: 'done', result: null };
    return { name: REPORT_DONE, method: 'PATCH', path: `recurring-occurrences/${id}`, body };
  }
}
