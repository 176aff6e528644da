import { AssignedRecords, OF_ITEM_AT_WORK, ProvidesWork } from '../../worklist/index.js';

const REPORT_DONE = { en: 'Report it carried out', 'zh-CN': '报告已执行' };

/** The steps of a running rollout that a person carries out. */
@ProvidesWork('rollout_step')
export class StepsOwed extends AssignedRecords {
  constructor() {
    super({
      table: 'rollout_steps',
      belonging: OF_ITEM_AT_WORK,
      owedBy: 'assignee_id',
      isOwed: "t.status = 'planned' AND i.stage = 'rollout'",
      requires: 'rollouts.report',
      path: 'rollout-steps',
      done: { name: REPORT_DONE, body: { status: 'done' } },
    });
  }
}
