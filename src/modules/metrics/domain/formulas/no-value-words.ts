import type { Localised, MessageParams } from '../../../../kernel/text/index.js';
import type { NoValue } from './expression.js';

const MISSING = { en: 'no value for {metrics}', 'zh-CN': '缺少以下指标的数值:{metrics}' };
const DIVISION_BY_ZERO = {
  en: 'division by zero at position {at} of the formula',
  'zh-CN': '公式第 {at} 个字符处除数为零',
};
const OVERFLOW = { en: 'the result is beyond 10¹⁵', 'zh-CN': '计算结果超过 10¹⁵' };

/** Why a computed metric has no value. */
export function noValueWords(reason: NoValue): { message: Localised; params: MessageParams } {
  switch (reason.code) {
    case 'missing':
      return { message: MISSING, params: { metrics: reason.metrics.join(', ') } };
    case 'division_by_zero':
      return { message: DIVISION_BY_ZERO, params: { at: reason.at } };
    case 'overflow':
      return { message: OVERFLOW, params: {} };
  }
}
