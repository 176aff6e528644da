import { IsNull, Not } from 'typeorm';

import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { Cause } from '../persistence/cause.entity.js';

const NO_TREE = {
  code: 'no-tree',
  message: {
    en: 'No cause is traced to a deeper one: ask "why?" at least once more (5 Why or logic tree).',
    'zh-CN': '尚无任何原因被进一步追溯:请至少再追问一次“为什么”(5Why 或逻辑树)。',
  },
};

/**
 * M-22, M-26: not symptoms. A list of causes side by side is none; what counts as a tree is one cause at least that stands
 * below another, which is also the shortest chain of whys.
 */
@ProvidesGate({ name: 'cause-tree-is-built', waivable: false, fix: { who: WHO.team, where: 'causes' } })
export class CauseTreeIsBuilt implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const grown = await tx.existsBy(Cause, { itemId: item.id, cycle: item.cycle, parentId: Not(IsNull()) });
    return metUnless(grown ? [] : [NO_TREE]);
  }
}
