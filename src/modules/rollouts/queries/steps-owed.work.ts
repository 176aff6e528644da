import {
  assigned,
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it carried out', 'zh-CN': '报告已执行' };

/** The steps of a running rollout that a person carries out. */
@ProvidesWork('rollout_step')
export class StepsOwed implements WorkSource {
  readonly requires = 'rollouts.report';
  readonly isAssigned = true;
  readonly place = 'upcoming';
  readonly why = assigned;

  select({ userId, workspaceId }: WorkQuestion) {
    return {
      from: `rollout_steps t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active' AND i.stage = 'rollout'`,
      where: `t.workspace_id = ${workspaceId} AND t.assignee_id = ${userId} AND t.status = 'planned'`,
      id: 't.id',
      title: 't.title',
      since: 't.created_at',
      dueOn: 't.due_on',
      status: 't.status',
      version: 't.version',
    };
  }

  clearing({ id }: OwedRow): Clearing {
    return { name: REPORT_DONE, method: 'PATCH', path: `rollout-steps/${id}`, body: { status: 'done' } };
  }
}
