import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { RolloutStep } from '../persistence/rollout-step.entity.js';

const NONE = { en: 'No rollout step was carried out in this cycle.', 'zh-CN': '本循环尚未执行任何推广步骤。' };
const OPEN = {
  en: 'The rollout step "{title}" ({scope}) is still planned; it is due on {dueOn}.',
  'zh-CN': '推广步骤“{title}”({scope})尚未完成,截止日期为 {dueOn}。',
};

/** L-11: everybody who was to get it has got it. */
@ProvidesGate({ name: 'rollout-steps-are-done', waivable: false, fix: { who: WHO.team, where: 'rollout-steps' } })
export class RolloutStepsAreDone implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const where = { itemId: item.id, cycle: item.cycle };
    const steps = await tx.find(RolloutStep, { where, order: { dueOn: 'ASC', id: 'ASC' } });
    const open = steps.filter(({ status }) => status === 'planned');
    // Dropping every step is not a rollout.
    if (!steps.some(({ status }) => status !== 'dropped'))
      return metUnless([{ code: 'no-rollout-step', message: NONE }]);
    return metUnless(
      open.map(({ title, scope, dueOn }) => ({
        code: 'rollout-step-open',
        message: OPEN,
        params: { title, scope, dueOn },
      })),
    );
  }
}
