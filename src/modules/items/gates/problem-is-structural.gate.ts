import { metUnless } from '../../../kernel/lifecycle/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const UNCLASSIFIED = {
  code: 'not-classified',
  message: {
    en: 'Nobody has said yet whether this is a short-term fluctuation or a structural problem.',
    'zh-CN': '尚未判定是短期波动还是长期结构性问题。',
  },
};
const SHORT_TERM = {
  code: 'short-term',
  message: {
    en: 'It is classified as a short-term fluctuation: dismiss it, or classify it as structural.',
    'zh-CN': '已判定为短期波动:请驳回,或重新判定为结构性问题。',
  },
};
const BY_NOBODY = {
  code: 'not-by-a-person',
  message: { en: 'The classification was not made by a person.', 'zh-CN': '该判定并非由人员作出。' },
};

/** M-12: a person decides what the figures alone cannot. */
@ProvidesGate({ name: 'problem-is-structural', waivable: false, fix: { who: WHO.lead, where: '' } })
export class ProblemIsStructural implements ItemGate {
  check({ item }: GateQuestion) {
    if (item.classification === null) return metUnless([UNCLASSIFIED]);
    if (item.classification === 'short_term') return metUnless([SHORT_TERM]);
    return metUnless(item.classifiedBy === null ? [BY_NOBODY] : []);
  }
}
