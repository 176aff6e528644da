import { metUnless } from '../../../kernel/lifecycle/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const NONE = { code: 'no-owner', message: { en: 'No owner is set.', 'zh-CN': '尚未指定负责人。' } };

@ProvidesGate({ name: 'owner-is-set', waivable: false, fix: { who: WHO.lead, where: '' } })
export class OwnerIsSet implements ItemGate {
  check({ item }: GateQuestion) {
    return metUnless(item.ownerId === null ? [NONE] : []);
  }
}
