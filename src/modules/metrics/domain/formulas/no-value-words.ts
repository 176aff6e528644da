import type { Localised, MessageParams } from '../../../../kernel/text/index.js';
import type { NoValue } from './expression.js';

const MISSING = { en: 'no value for {metrics}', 'zh-CN': '缺少以下指标的数值:{metrics}' };
const DIVISION_BY_ZERO = {
  en: 'division by zero at position {at} of the formula',
  'zh-CN': '公式第 {at} 个字符处除数为零',
};
const DENOMINATOR_IS_ZERO = { en: 'the denominator {denominator} is 0', 'zh-CN': '分母 {denominator} 为零' };
const OVERFLOW = { en: 'the result is beyond 10¹⁵', 'zh-CN': '计算结果超过 10¹⁵' };

export interface Words {
  readonly message: Localised;
  readonly params: MessageParams;
}

/**
 * Why a computed metric has no value.
 *
 * @param denominator of a ratio, which has no formula to point into
 */
export function noValueWords(reason: NoValue, denominator: string | null): Words {
  switch (reason.code) {
    case 'missing':
      return { message: MISSING, params: { metrics: reason.metrics.join(', ') } };
    case 'division_by_zero':
      return denominator === null
        ? { message: DIVISION_BY_ZERO, params: { at: reason.at } }
        : { message: DENOMINATOR_IS_ZERO, params: { denominator } };
    case 'overflow':
      return { message: OVERFLOW, params: {} };
  }
}
