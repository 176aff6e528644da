import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { PlanApprovals } from '../operations/plan-approvals.js';

const NOT_APPROVED = {
  code: 'not-approved',
  message: { en: 'Nobody has approved the plan as it is now.', 'zh-CN': '当前方案尚未获得批准。' },
};
const CAUSE_CHANGED = {
  code: 'approval-outdated',
  message: {
    en: 'A cause that the plan answers has changed since the plan was approved.',
    'zh-CN': '方案获批之后,其针对的根因发生了变化。',
  },
};

/** L-05: four eyes. */
@ProvidesGate({ name: 'plan-is-approved', waivable: false, fix: { who: WHO.otherLead, where: 'plan-approval' } })
export class PlanIsApproved implements ItemGate {
  constructor(private readonly approvals: PlanApprovals) {}

  async check({ item }: GateQuestion, tx: Tx) {
    const standing = await this.approvals.standing(tx, item);
    if (!standing) return metUnless([NOT_APPROVED]);
    return metUnless(standing.isCurrent ? [] : [CAUSE_CHANGED]);
  }
}
