import { metUnless, MET } from '../../../kernel/lifecycle/index.js';
import { rowExists, type Tx } from '../../../platform/database/index.js';
import { Containment } from '../persistence/containment.entity.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const NOT_STARTED = {
  code: 'no-containment',
  message: { en: 'A P0 needs its emergency repair started first.', 'zh-CN': 'P0 级问题须先启动应急处置。' },
};

@ProvidesGate({ name: 'containment-is-started', waivable: false, fix: { who: WHO.lead, where: 'containment' } })
export class ContainmentIsStarted implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    if (item.severity !== 'P0') return MET;
    return metUnless((await rowExists(tx, Containment, { itemId: item.id })) ? [] : [NOT_STARTED]);
  }
}
