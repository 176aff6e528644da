import { In } from 'typeorm';

import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, STAGE_NAMES, WHO } from '../../items/index.js';
import { gapsIn } from '../domain/milestone-plan.js';
import { MILESTONE_STAGES } from '../domain/milestone-stages.js';
import { Milestone } from '../persistence/milestone.entity.js';

const MISSING = { en: 'No milestone is planned for stage {stage}.', 'zh-CN': '“{stage}”阶段尚无计划的里程碑。' };
const OUT_OF_ORDER = {
  en: 'The milestones are out of order: {earlier} ends after {later} is due.',
  'zh-CN': '里程碑顺序有误:“{earlier}”晚于“{later}”。',
};

/** L-03: one dated milestone for each stage still to come, in order. */
@ProvidesGate({ name: 'milestones-are-planned', waivable: false, fix: { who: WHO.lead, where: 'milestones' } })
export class MilestonesArePlanned implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const nodes = await tx.findBy(Milestone, {
      itemId: item.id,
      cycle: item.cycle,
      status: In(['planned', 'reached']),
    });
    const { missing, outOfOrder } = gapsIn(nodes, MILESTONE_STAGES);
    return metUnless([
      ...missing.map((stage) => ({
        code: `no-milestone-for-${stage}`,
        message: MISSING,
        params: { stage: STAGE_NAMES[stage] },
      })),
      ...outOfOrder.map(({ earlier, later }) => ({
        code: `${earlier}-after-${later}`,
        message: OUT_OF_ORDER,
        params: { earlier: STAGE_NAMES[earlier], later: STAGE_NAMES[later] },
      })),
    ]);
  }
}
