import type { FieldProblem } from '../../../kernel/errors/index.js';
import { holds, type Period } from '../../../kernel/time/index.js';
import type { RuleTerms } from './rule-words.js';

const MESSAGES = {
  k_beyond_m: { en: 'must not be more than m ({m})', 'zh-CN': '不能大于 m({m})' },
  not_whole: { en: 'must be at least as long as a {own} and hold it whole', 'zh-CN': '必须由完整的“{own}”组成' },
  no_target: { en: 'needs a metric with a target', 'zh-CN': '该指标尚未设定目标值' },
  needed_for_baseline: { en: 'is needed to compare with a baseline', 'zh-CN': '与基线比较时必填' },
  not_for_target: { en: 'has no meaning beside a target', 'zh-CN': '与目标值比较时不适用' },
  ends_before_it_begins: { en: 'must not be before baselineFrom', 'zh-CN': '不能早于 baselineFrom' },
} as const;

const BASELINE_FIELDS = ['percent', 'baselineFrom', 'baselineTo'] as const;

/** Everything that does not fit together in a rule, or does not fit its metric. */
export function contradictionsIn(
  terms: RuleTerms,
  metric: { readonly period: Period; readonly target: number | null },
): FieldProblem[] {
  const { condition, k, m, period, baselineFrom, baselineTo } = terms;
  const overBaseline = condition === 'worse_than_baseline';
  const misplaced = BASELINE_FIELDS.filter((field) => (terms[field] === null) === overBaseline);
  const backwards = baselineFrom !== null && baselineTo !== null && baselineTo < baselineFrom;
  return [
    ...(k > m ? [problem('k', 'k_beyond_m', { m })] : []),
    ...(holds(period, metric.period) ? [] : [problem('period', 'not_whole', { own: metric.period })]),
    ...(!overBaseline && metric.target === null ? [problem('condition', 'no_target')] : []),
    ...misplaced.map((field) => problem(field, overBaseline ? 'needed_for_baseline' : 'not_for_target')),
    ...(overBaseline && backwards ? [problem('baselineTo', 'ends_before_it_begins')] : []),
  ];
}

function problem(field: string, code: keyof typeof MESSAGES, params: FieldProblem['params'] = {}): FieldProblem {
  return { field, code, message: MESSAGES[code], params };
}
