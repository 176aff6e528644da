import { describe, expect, it } from '@jest/globals';

import { type Finding, firedStatement, goesOnStatement, titleOf } from './evidence-words.js';

const POINT = { start: new Date('2026-11-16T00:00:00+08:00'), worse: true };
const FINDING: Finding = {
  metric: { name: 'Conversion', nameZh: '转化率', unit: '%' },
  terms: { condition: 'worse_than_target', percent: null, baselineFrom: null, baselineTo: null, period: 'day', m: 3 },
  baseline: null,
  limit: { value: 15, direction: 'up' },
  worse: [
    { ...POINT, label: '2026-11-15', value: 14 },
    { ...POINT, label: '2026-11-16', value: 13.123456 },
  ],
};
const OVER_BASELINE: Finding = {
  ...FINDING,
  metric: { name: 'CPC', nameZh: null, unit: 'USD' },
  terms: {
    ...FINDING.terms,
    condition: 'worse_than_baseline',
    percent: 20,
    baselineFrom: '2026-10-01',
    baselineTo: '2026-10-31',
  },
  baseline: 0.1,
  limit: { value: 0.12, direction: 'down' },
};

describe('what a rule says', () => {
  it('names the metric, the target and the very periods, in both languages', () => {
    expect(firedStatement(FINDING)).toBe(
      'Conversion was below its target of 15 % in 2 of 3 closed days: 2026-11-15 14 %, 2026-11-16 13.12 %.\n' +
        '转化率在最近 3 个已结束的日中有 2 个低于目标值 15 %:2026-11-15 14 %、2026-11-16 13.12 %。',
    );
  });

  it('names the baseline, its days and the per cent', () => {
    expect(goesOnStatement(OVER_BASELINE).split('\n')).toEqual([
      'CPC was again above 0.12 USD (20 % worse than its baseline of 0.1 USD, 2026-10-01 to 2026-10-31): 2026-11-15 14 USD, 2026-11-16 13.12 USD.',
      'CPC继续高于0.12 USD(比基线 0.1 USD 差 20 %,基线区间 2026-10-01 至 2026-10-31):2026-11-15 14 USD、2026-11-16 13.12 USD。',
    ]);
  });

  it('makes a short title', () => {
    expect(titleOf(FINDING)).toBe('Conversion below its target of 15 % in 2 of 3 days');
    expect(titleOf(OVER_BASELINE)).toBe('CPC above its baseline by over 20 % in 2 of 3 days');
  });
});
