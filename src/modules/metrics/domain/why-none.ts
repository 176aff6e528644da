import { filled, type Localised } from '../../../kernel/text/index.js';
import type { NoValue } from './formulas/expression.js';
import { noValueWords, type Words } from './formulas/no-value-words.js';

/** Why a metric has no value for a period. */
export type WhyNone =
  /** Nothing has come, and the period is over. */
  | { readonly code: 'no_points' }
  /** Nothing has come, and there is still time. */
  | { readonly code: 'running' }
  /** So many values came, and people or a rule left all of them out. */
  | { readonly code: 'excluded'; readonly count: number }
  /** Its operands have their values; the reaction that computes it has not run yet. */
  | { readonly code: 'pending' }
  /** Its formula comes to nothing. The denominator is that of a ratio. */
  | { readonly code: 'not_computable'; readonly reason: NoValue; readonly denominator: string | null }
  /** Operands without a value, and why they have none. */
  | { readonly code: 'missing'; readonly operands: readonly MissingOperand[] };

export interface MissingOperand {
  readonly metric: string;
  readonly why: WhyNone;
}

const NO_POINTS = { en: 'no value has arrived', 'zh-CN': '未收到数值' };
const RUNNING = { en: 'the period is not over, and no value has arrived yet', 'zh-CN': '周期尚未结束,暂未收到数值' };
const EXCLUDED = { en: 'its value was left out by cleaning', 'zh-CN': '数值已在数据清洗中排除' };
const ALL_EXCLUDED = {
  en: '{count} values were left out by cleaning, and there is no other',
  'zh-CN': '{count} 个数值已在数据清洗中排除,且无其他数值',
};
const PENDING = { en: 'it is about to be computed', 'zh-CN': '即将计算' };
const MISSING = { en: 'no value for {operands}', 'zh-CN': '缺少以下指标的数值:{operands}' };
const OPERAND = { en: '{metric} ({why})', 'zh-CN': '{metric}({why})' };

/** What stands in the answer beside the sentence: `missing`, `division_by_zero`, `excluded` … */
export function codeOf(why: WhyNone): string {
  return why.code === 'not_computable' ? why.reason.code : why.code;
}

/** Why there is no value, in words that name the operands and what is the matter with each. */
export function whyNoneWords(why: WhyNone): Words {
  switch (why.code) {
    case 'no_points':
      return { message: NO_POINTS, params: {} };
    case 'running':
      return { message: RUNNING, params: {} };
    case 'excluded':
      return { message: why.count === 1 ? EXCLUDED : ALL_EXCLUDED, params: { count: why.count } };
    case 'pending':
      return { message: PENDING, params: {} };
    case 'not_computable':
      return noValueWords(why.reason, why.denominator);
    case 'missing':
      return { message: MISSING, params: { operands: listed(why.operands) } };
  }
}

function listed(operands: readonly MissingOperand[]): Localised {
  const said = operands.map(({ metric, why }) => {
    const { message, params } = whyNoneWords(why);
    return filled(OPERAND, { metric, why: filled(message, params) });
  });
  return { en: said.map(({ en }) => en).join(', '), 'zh-CN': said.map((one) => one['zh-CN']).join('、') };
}
