import type { UnmetReason } from '../../../kernel/lifecycle/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { MeasureFields } from './measure.js';

type Marks = Pick<MeasureFields, 'title' | 'technical' | 'resources' | 'risk'>;
type Effort = Pick<MeasureFields, 'title' | 'peopleWeeks' | 'cost' | 'leadTimeDays'>;
type Risks = Pick<MeasureFields, 'title' | 'risks'>;

const LACKS = { en: 'The measure "{title}" lacks: {lacking}.', 'zh-CN': '措施“{title}”缺少:{lacking}。' };

const MARKS = {
  technical: { en: 'mark for technical feasibility', 'zh-CN': '技术可行性评估' },
  resources: { en: 'mark for resources', 'zh-CN': '资源投入评估' },
  risk: { en: 'mark for risk', 'zh-CN': '风险预估' },
} as const satisfies Partial<Record<keyof Marks, Localised>>;

const NOT_POSSIBLE = {
  en: 'The measure "{title}" is technically not possible: set it aside or change it.',
  'zh-CN': '措施“{title}”在技术上不可行:请放弃或修改。',
};
const NOT_AVAILABLE = {
  en: 'The measure "{title}" has no resources available: set it aside or change it.',
  'zh-CN': '措施“{title}”没有可用资源:请放弃或修改。',
};

/** M-36 … M-39: three dimensions, each marked, and none that says it cannot be done. */
export function feasibilityGaps(measure: Marks): UnmetReason[] {
  const { title, technical, resources } = measure;
  return [
    ...lacking(measure, MARKS),
    ...(technical === 'not_possible' ? [{ code: 'not-possible', message: NOT_POSSIBLE, params: { title } }] : []),
    ...(resources === 'not_available' ? [{ code: 'not-available', message: NOT_AVAILABLE, params: { title } }] : []),
  ];
}

const EFFORT = {
  peopleWeeks: { en: 'people-weeks', 'zh-CN': '人力(人周)' },
  cost: { en: 'cost', 'zh-CN': '成本' },
  leadTimeDays: { en: 'lead time', 'zh-CN': '落地周期' },
} as const satisfies Partial<Record<keyof Effort, Localised>>;

/** M-38: people, cost and time. Zero is an estimate, too. */
export function effortGaps(measure: Effort): UnmetReason[] {
  return lacking(measure, EFFORT);
}

const NO_RISK = {
  en: 'The measure "{title}" names no risk.',
  'zh-CN': '措施“{title}”未列出任何风险。',
};
const UNMITIGATED = {
  en: 'The measure "{title}" has no mitigation for the risk "{risk}".',
  'zh-CN': '措施“{title}”的风险“{risk}”没有应对办法。',
};

/** M-39: whoever sees no risk has not looked. */
export function riskGaps({ title, risks }: Risks): UnmetReason[] {
  if (risks.length === 0) return [{ code: 'no-risk', message: NO_RISK, params: { title } }];
  return risks
    .filter(({ mitigation }) => !mitigation)
    .map(({ risk }) => ({ code: 'no-mitigation', message: UNMITIGATED, params: { title, risk } }));
}

function lacking<Named extends { title: string }>(
  measure: Named,
  words: Partial<Record<keyof Named & string, Localised>>,
): UnmetReason[] {
  return (Object.entries(words) as [keyof Named & string, Localised][])
    .filter(([field]) => measure[field] === null)
    .map(([field, word]) => ({
      code: `no-${field}`,
      message: LACKS,
      params: { title: measure.title, lacking: word },
    }));
}
