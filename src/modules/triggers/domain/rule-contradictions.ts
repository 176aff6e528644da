import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import { holds, type Period } from '../../../kernel/time/index.js';
import { isRatioChart } from './ratio.js';
import type { GivenSettings, RuleSettings } from './rule-settings.js';
import { type Condition, FEWEST_WORSE, type RuleTerms } from './rule-words.js';
import { periodsBack } from './strategies/strategy-of.js';

const MESSAGES = {
  k_beyond_m: { en: 'must not be more than m ({m})', 'zh-CN': '不能大于 m({m})' },
  too_few_worse: {
    en: 'must be {min} or more: one period alone is noise',
    'zh-CN': '至少为 {min}:单个周期的波动只是噪声',
  },
  not_whole: { en: 'must be at least as long as a {own} and hold it whole', 'zh-CN': '必须由完整的“{own}”组成' },
  needs_ratio: {
    en: 'needs a metric with a numerator and a denominator',
    'zh-CN': '仅适用于有分子和分母的比率指标',
  },
  no_target: { en: 'needs a metric with a target', 'zh-CN': '该指标尚未设定目标值' },
  needed_for_baseline: { en: 'is needed to compare with a baseline', 'zh-CN': '与基线比较时必填' },
  needed_for_condition: { en: 'is needed for {condition}', 'zh-CN': '{condition} 需要填写此项' },
  not_for_target: { en: 'has no meaning beside a target', 'zh-CN': '与目标值比较时不适用' },
  not_for_condition: { en: 'has no meaning for {condition}', 'zh-CN': '对 {condition} 不适用' },
  ends_before_it_begins: { en: 'must not be before baselineFrom', 'zh-CN': '不能早于 baselineFrom' },
  hours_needed: { en: 'must be an hour for {condition}', 'zh-CN': '{condition} 仅适用于小时周期' },
  no_such_period_back: { en: 'does not go with periods of a {period}', 'zh-CN': '不适用于“{period}”周期' },
  share_beyond_hundred: { en: 'must be at most 100 for {condition}', 'zh-CN': '{condition} 的取值不能超过 100' },
} as const satisfies Record<string, Localised>;

type Field = 'percent' | 'baselineFrom' | 'baselineTo' | keyof RuleSettings;

/** Beside what every rule has: what a condition must be told, and what it may be told. */
const FIELDS: Record<Condition, { readonly needs: readonly Field[]; readonly takes: readonly Field[] }> = {
  worse_than_target: { needs: [], takes: ['minimumVolume'] },
  worse_than_baseline: { needs: ['percent', 'baselineFrom', 'baselineTo'], takes: ['minimumVolume'] },
  beyond_control_limits: {
    needs: [],
    takes: ['baselineFrom', 'baselineTo', 'baselinePeriods', 'season', 'width', 'limits', 'minimumVolume'],
  },
  beyond_threshold: { needs: ['threshold'], takes: ['minimumVolume'] },
  clear_decline: { needs: ['percent', 'comparison'], takes: ['minimumVolume'] },
  control_chart: {
    needs: [],
    takes: [
      'baselineFrom', 'baselineTo', 'baselinePeriods', 'season', 'chart', 'runRules', 'limits', 'span', 'width', 'weight', 'allowance',
      'decision', 'minimumVolume',
    ],
  },
  unusual_for_hour: { needs: [], takes: ['weeks', 'minimumVolume'] },
  late_data: { needs: [], takes: [] },
  low_coverage: { needs: ['percent'], takes: [] },
  feedback_concentration: { needs: ['threshold'], takes: ['module'] },
}; // prettier-ignore

const LIMITED: readonly Field[] = [
  'percent', 'baselineFrom', 'baselineTo', 'threshold', 'comparison', 'chart', 'runRules', 'limits', 'baselinePeriods', 'season', 'span', 'width',
  'weight', 'allowance', 'decision', 'weeks', 'module', 'minimumVolume',
]; // prettier-ignore

/** Where one period alone is noise (requirements, 7.5); a chart's limits and an hour's usual range are reckoned for one. */
const COUNTED: readonly Condition[] = ['worse_than_target', 'worse_than_baseline', 'beyond_threshold', 'clear_decline'];

export interface WatchedMetric {
  readonly period: Period;
  readonly target: number | null;
  /** What a ratio is out of; null, or left out, for another metric. */
  readonly denominator?: string | null;
}

/**
 * Everything that does not fit together in a rule, or does not fit its metric.
 *
 * @param given settings as somebody wrote them, before defaults were filled in
 */
export function contradictionsIn(
  terms: RuleTerms,
  metric: WatchedMetric | null,
  given: GivenSettings = {},
): FieldProblem[] {
  const { condition, k, m, period } = terms;
  return [
    ...(k > m ? [problem('k', 'k_beyond_m', { m })] : []),
    ...(COUNTED.includes(condition) && k < FEWEST_WORSE ? [problem('k', 'too_few_worse', { min: FEWEST_WORSE })] : []),
    ...(metric && !holds(period, metric.period) ? [problem('period', 'not_whole', { own: metric.period })] : []),
    ...(condition === 'worse_than_target' && metric?.target == null ? [problem('condition', 'no_target')] : []),
    ...(metric && metric.denominator == null && isRatioChart(terms.settings.chart)
      ? [problem('settings.chart', 'needs_ratio')]
      : []),
    ...misplacedIn(terms, given),
    ...unfitIn(terms),
  ];
}

function misplacedIn(terms: RuleTerms, given: GivenSettings): FieldProblem[] {
  const { condition } = terms;
  const said: Partial<Record<Field, unknown>> = { ...given, percent: terms.percent, ...daysOf(terms) };
  const { needs, takes } = FIELDS[condition];
  return LIMITED.flatMap((field) => {
    const isSaid = said[field] != null;
    if (!isSaid && needs.includes(field)) return [problem(placeOf(field), neededCode(condition), { condition })];
    if (!isSaid || needs.includes(field) || takes.includes(field)) return [];
    return [
      problem(placeOf(field), condition === 'worse_than_target' ? 'not_for_target' : 'not_for_condition', {
        condition,
      }),
    ];
  });
}

function unfitIn({ condition, period, percent, settings, ...terms }: RuleTerms): FieldProblem[] {
  const { baselineFrom: from, baselineTo: to } = terms;
  const takesDays = FIELDS[condition].takes.includes('baselineFrom') || condition === 'worse_than_baseline';
  const { comparison } = settings;
  const misfit = comparison !== null && Number.isNaN(periodsBack(comparison, period));
  return [
    ...(takesDays && from !== null && to !== null && to < from ? [problem('baselineTo', 'ends_before_it_begins')] : []),
    ...(condition === 'unusual_for_hour' && period !== 'hour'
      ? [problem('period', 'hours_needed', { condition })]
      : []),
    ...(condition === 'clear_decline' && misfit
      ? [problem('settings.comparison', 'no_such_period_back', { period })]
      : []),
    ...(condition === 'low_coverage' && (percent ?? 0) > 100
      ? [problem('percent', 'share_beyond_hundred', { condition })]
      : []),
  ];
}

function daysOf({ baselineFrom, baselineTo }: RuleTerms) {
  return { baselineFrom, baselineTo };
}

function neededCode(condition: Condition): keyof typeof MESSAGES {
  return condition === 'worse_than_baseline' ? 'needed_for_baseline' : 'needed_for_condition';
}

function placeOf(field: Field): string {
  return field === 'percent' || field === 'baselineFrom' || field === 'baselineTo' ? field : `settings.${field}`;
}

function problem(field: string, code: keyof typeof MESSAGES, params: FieldProblem['params'] = {}): FieldProblem {
  return { field, code, message: MESSAGES[code], params };
}
