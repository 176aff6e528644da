import { metUnless } from '../../../kernel/lifecycle/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const FIELDS = {
  impact: { en: 'The impact is not set.', 'zh-CN': '尚未设定影响程度。' },
  urgency: { en: 'The urgency is not set.', 'zh-CN': '尚未设定紧急度。' },
  severity: { en: 'The severity (P0, P1, P2) is not set.', 'zh-CN': '尚未设定严重级别(P0、P1、P2)。' },
} as const;

/** Type is set from the first moment; impact, urgency and severity are what triage adds. */
@ProvidesGate({ name: 'triage-is-set', waivable: false, fix: { who: WHO.lead, where: '' } })
export class TriageIsSet implements ItemGate {
  check({ item }: GateQuestion) {
    const missing = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter((field) => item[field] === null);
    return metUnless(missing.map((field) => ({ code: `no-${field}`, message: FIELDS[field] })));
  }
}
