import { describe, expect, it } from '@jest/globals';

import { localise } from '../../../kernel/text/index.js';
import { codeOf, type WhyNone, whyNoneWords } from './why-none.js';

const said = (why: WhyNone, locale: 'en' | 'zh-CN') => {
  const { message, params } = whyNoneWords(why);
  return localise(message, locale, params);
};

describe('why there is no value', () => {
  it.each<[WhyNone, string, string, string]>([
    [{ code: 'no_points' }, 'no_points', 'no value has arrived', '未收到数值'],
    [{ code: 'pending' }, 'pending', 'it is about to be computed', '即将计算'],
    [
      { code: 'excluded', count: 3 },
      'excluded',
      '3 values were left out by cleaning, and there is no other',
      '3 个数值已在数据清洗中排除,且无其他数值',
    ],
    [
      { code: 'not_computable', reason: { code: 'overflow' }, denominator: null },
      'overflow',
      'the result is beyond 10¹⁵',
      '计算结果超过 10¹⁵',
    ],
    [
      {
        code: 'missing',
        operands: [
          { metric: 'a', why: { code: 'running' } },
          { metric: 'b', why: { code: 'excluded', count: 1 } },
        ],
      },
      'missing',
      'no value for a (the period is not over, and no value has arrived yet), b (its value was left out by cleaning)',
      '缺少以下指标的数值:a(周期尚未结束,暂未收到数值)、b(数值已在数据清洗中排除)',
    ],
  ])('%j', (why, code, english, chinese) => {
    expect(codeOf(why)).toBe(code);
    expect(said(why, 'en')).toBe(english);
    expect(said(why, 'zh-CN')).toBe(chinese);
  });
});
