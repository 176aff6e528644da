import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { Cause } from '../persistence/cause.entity.js';

const OPEN = {
  en: '"{statement}" is still a hypothesis: confirm or reject it.',
  'zh-CN': '“{statement}”仍是假设:请确认或排除。',
};

/** M-31: every hypothesis is verified or rejected before the plan begins. */
@ProvidesGate({ name: 'no-hypothesis-is-open', waivable: false, fix: { who: WHO.team, where: 'causes' } })
export class NoHypothesisIsOpen implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const open = await tx.find(Cause, {
      where: { itemId: item.id, cycle: item.cycle, state: 'hypothesis' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return metUnless(open.map(({ statement }) => ({ code: 'hypothesis-open', message: OPEN, params: { statement } })));
  }
}
