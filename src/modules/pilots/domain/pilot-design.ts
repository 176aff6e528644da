import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { UnmetReason } from '../../../kernel/lifecycle/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';
import { ALL_USERS, type Direction } from './pilot-words.js';

/** What people write about a pilot before it starts (table 5, left half). A draft may lack any of it. */
export interface PilotDesign {
  /** 测试页面 */
  page: string | null;
  /** 测试变量: what differs between the arms. */
  variables: string[];
  /** A版本 */
  controlName: string | null;
  /** B版本 */
  variantName: string | null;
  /** Code of the metric that decides. */
  primaryMetric: string | null;
  betterIs: Direction;
  /** Which users; `all` holds every other segment. */
  segment: string;
  /** Share of the segment's users who take part, 0 < share ≤ 1 (D-18: 10 %). */
  share: number | null;
  /** Planned share of the variant among those who take part, 0 < share < 1. */
  variantShare: number;
  /** Rate expected in the control, as a fraction. */
  expectedControlRate: number | null;
  /** Smallest difference worth finding, absolute, as a fraction: 0.01 is one percentage point. */
  minimumEffect: number | null;
  startsOn: LocalDate | null;
  plannedDays: number | null;
}

export const BLANK_DESIGN: Readonly<PilotDesign> = {
  page: null,
  variables: [],
  controlName: null,
  variantName: null,
  primaryMetric: null,
  betterIs: 'higher',
  segment: ALL_USERS,
  share: null,
  variantShare: 0.5,
  expectedControlRate: null,
  minimumEffect: null,
  startsOn: null,
  plannedDays: null,
};

const NEVER_EMPTY = ['variables', 'betterIs', 'segment', 'variantShare'] as const;

const CANNOT_BE_EMPTIED = { en: 'cannot be emptied', 'zh-CN': '不能为空' };
const SAME_NAME = { en: 'must differ from the name of the control', 'zh-CN': '不能与对照组名称相同' };
const OUT_OF_REACH = {
  en: 'takes the expected rate out of the range between 0 and 1',
  'zh-CN': '使预期比率超出 0 到 1 的范围',
};

/** What is wrong between the fields of a design, beyond what each alone can tell. */
export function contradictionsIn(design: PilotDesign): FieldProblem[] {
  const emptied = NEVER_EMPTY.filter((field) => design[field] === null);
  const problems: FieldProblem[] = emptied.map((field) => ({ field, code: 'needed', message: CANNOT_BE_EMPTIED }));
  if (design.variantName !== null && design.variantName === design.controlName) {
    problems.push({ field: 'variantName', code: 'same_name', message: SAME_NAME });
  }
  const variantRate = expectedVariantRate(design);
  if (variantRate !== null && !(variantRate > 0 && variantRate < 1)) {
    problems.push({ field: 'minimumEffect', code: 'out_of_reach', message: OUT_OF_REACH });
  }
  return problems;
}

/** The rate the variant must reach for the smallest effect worth finding; null until both figures are there. */
export function expectedVariantRate({
  expectedControlRate,
  minimumEffect,
  betterIs,
}: Pick<PilotDesign, 'expectedControlRate' | 'minimumEffect' | 'betterIs'>): number | null {
  if (expectedControlRate === null || minimumEffect === null) return null;
  return expectedControlRate + (betterIs === 'higher' ? minimumEffect : -minimumEffect);
}

const MUST_HAVE = {
  controlName: { en: 'name of the control (version A)', 'zh-CN': '对照组名称(A 版本)' },
  variantName: { en: 'name of the variant (version B)', 'zh-CN': '试点组名称(B 版本)' },
  primaryMetric: { en: 'primary metric', 'zh-CN': '主要指标' },
  share: { en: 'share of users', 'zh-CN': '参与用户占比' },
  expectedControlRate: { en: 'expected rate of the control, for the size', 'zh-CN': '对照组预期比率(用于样本量)' },
  minimumEffect: { en: 'smallest effect worth finding, for the size', 'zh-CN': '最小可检出差异(用于样本量)' },
  startsOn: { en: 'first day', 'zh-CN': '开始日期' },
  plannedDays: { en: 'planned days', 'zh-CN': '计划天数' },
} as const satisfies Partial<Record<keyof PilotDesign, Localised>>;

const LACKS = { en: 'The pilot lacks: {field}.', 'zh-CN': '试点缺少:{field}。' };
const NOT_ONE_VARIABLE = {
  en: 'The arms differ in {count} variables; it must be exactly one.',
  'zh-CN': '两组之间有 {count} 个变量不同,必须恰好为 1 个。',
};
const TOO_SHORT = {
  en: 'Planned for {days} days; at least {minimum} are needed.',
  'zh-CN': '计划 {days} 天,至少需 {minimum} 天。',
};

/** Everything a pilot still needs before it may start (L-05, T-30, T-32, T-35). */
export function lacksOf(design: PilotDesign, minimumDays: number): UnmetReason[] {
  const names = Object.keys(MUST_HAVE) as (keyof typeof MUST_HAVE)[];
  const reasons: UnmetReason[] = names
    .filter((name) => design[name] === null)
    .map((name) => ({ code: `no-${name}`, message: LACKS, params: { field: MUST_HAVE[name] } }));
  const count = design.variables.length;
  if (count !== 1) reasons.push({ code: 'not-one-variable', message: NOT_ONE_VARIABLE, params: { count } });
  const { plannedDays: days } = design;
  if (days !== null && days < minimumDays) {
    reasons.push({ code: 'too-short', message: TOO_SHORT, params: { days, minimum: minimumDays } });
  }
  return reasons;
}
