import { metUnless } from '../../../kernel/lifecycle/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const FIELDS = {
  goalMetric: { en: 'metric', 'zh-CN': '指标' },
  goalUnit: { en: 'unit', 'zh-CN': '单位' },
  goalBaseline: { en: 'baseline', 'zh-CN': '基线值' },
  goalTarget: { en: 'target', 'zh-CN': '目标值' },
  goalDate: { en: 'date', 'zh-CN': '达成日期' },
} as const;

const MISSING = { en: 'The goal has no {field}.', 'zh-CN': '目标缺少:{field}。' };

/** M-20: "registration conversion 15 % → 20 %", with its unit and its day. */
@ProvidesGate({ name: 'goal-is-quantified', waivable: false, fix: { who: WHO.lead, where: '' } })
export class GoalIsQuantified implements ItemGate {
  check({ item }: GateQuestion) {
    const missing = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter((field) => item[field] === null);
    return metUnless(
      missing.map((field) => ({ code: `no-${field}`, message: MISSING, params: { field: FIELDS[field] } })),
    );
  }
}
