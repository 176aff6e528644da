import { describe, expect, it } from '@jest/globals';

import { sentenceOf, statementOf, titleOf, type Told } from './evidence-words.js';
import { settingsOf } from './rule-settings.js';
import type { RuleTerms } from './rule-words.js';

const TERMS: RuleTerms = {
  condition: 'worse_than_target', percent: null, baselineFrom: null, baselineTo: null, period: 'day', k: 2, m: 3,
  settings: settingsOf('worse_than_target', {}),
}; // prettier-ignore
const TOLD: Told = {
  kind: 'fired',
  metric: { name: 'Conversion', nameZh: '转化率', unit: '%', direction: 'up', denominator: null },
  terms: TERMS,
  baseline: null,
  limit: 15,
  usual: null,
  points: [
    { label: '2026-11-15', value: 14, worse: true },
    { label: '2026-11-16', value: 13.123456, worse: true },
  ],
  patterns: [],
  stable: 60,
  events: [],
};
const OVER_BASELINE: Told = {
  ...TOLD,
  kind: 'goes_on',
  metric: { name: 'CPC', nameZh: null, unit: 'USD', direction: 'down', denominator: null },
  terms: {
    ...TERMS,
    condition: 'worse_than_baseline',
    percent: 20,
    baselineFrom: '2026-10-01',
    baselineTo: '2026-10-31',
  },
  baseline: 0.1,
  limit: 0.12,
};
const withCondition = (condition: RuleTerms['condition'], given = {}, told: Partial<Told> = {}): Told => ({
  ...TOLD,
  ...told,
  terms: { ...TERMS, condition, settings: settingsOf(condition, given) },
});

describe('what a rule says', () => {
  it('names the metric, the limit, the very periods and how long all was well, in both languages', () => {
    expect(statementOf(TOLD)).toBe(
      'Conversion was below its target of 15 % on 2 of 3 days, 2026-11-15 – 11-16, after 60 stable days: 2026-11-15 14 %, 2026-11-16 13.12 %.\n' +
        '转化率在 3 个日中有 2 个低于目标值 15 %(2026-11-15 – 11-16),此前稳定 60 个日:2026-11-15 14 %、2026-11-16 13.12 %。',
    );
  });

  it('says which days were judged, where few visits say too little', () => {
    const metric = { ...TOLD.metric, denominator: 'visits' };
    const told = withCondition('worse_than_target', { minimumVolume: 500 }, { metric, points: [], stable: 0 });
    expect(sentenceOf(told, 'en')).toContain(' Only days of 500 visits or more were judged.');
    expect(sentenceOf(told, 'zh-CN')).toContain('仅判断 visits 不少于 500 的日。');
    expect(sentenceOf({ ...told, metric: TOLD.metric }, 'en')).toContain('Only days of 500 points or more');
  });

  it('says what would have been usual for an hour of the week', () => {
    const told = withCondition('unusual_for_hour', {}, { usual: 21, stable: 0, kind: 'fired' });
    expect(sentenceOf(told, 'en')).toBe(
      'Conversion was unusually low for the hour of the week on 2026-11-16: 2026-11-15 14 %, 2026-11-16 13.12 %, where 21 % is usual.',
    );
    expect(sentenceOf(told, 'zh-CN')).toContain('转化率于 2026-11-16 在每周同一时段中异常偏低');
    expect(titleOf(told)).toBe('Conversion is unusually low for the hour');
  });

  it('names the control limit', () => {
    expect(sentenceOf(withCondition('beyond_control_limits', {}, { limit: 14.2 }), 'en')).toContain(
      'Conversion was below its lower limit of 14.2 % on 2 of 3 days, 2026-11-15 – 11-16, after 60 stable days',
    );
  });

  it('names the baseline, its days and the per cent', () => {
    expect(statementOf(OVER_BASELINE).split('\n')).toEqual([
      'CPC was again above 0.12 USD (20 % worse than its baseline of 0.1 USD, 2026-10-01 to 2026-10-31): 2026-11-15 14 USD, 2026-11-16 13.12 USD.',
      'CPC继续高于0.12 USD(比基线 0.1 USD 差 20 %,基线区间 2026-10-01 至 2026-10-31):2026-11-15 14 USD、2026-11-16 13.12 USD。',
    ]);
  });

  it('says what a chart plots, and which pattern it shows', () => {
    expect(sentenceOf(withCondition('control_chart'), 'en')).toBe(
      'The mean of 8 days of Conversion was below its lower limit of 15 % on 2026-11-16, after 60 stable days: 2026-11-15 14 %, 2026-11-16 13.12 %.',
    );
    const pattern = withCondition('control_chart', { chart: 'run_rules' }, { patterns: ['eight-on-one-side'] });
    expect(sentenceOf(pattern, 'zh-CN')).toContain('连续 8 点位于中心线同侧');
  });

  it('says what is late, missing, reported, over and flapping', () => {
    expect(sentenceOf(withCondition('late_data'), 'en')).toBe(
      'Conversion had no value in time for 2 days, 2026-11-15 – 11-16, after 60 stable days.',
    );
    expect(sentenceOf(withCondition('low_coverage', {}, { limit: 70 }), 'en')).toContain('70 % are expected');
    expect(sentenceOf(withCondition('feedback_concentration', {}, { limit: 20 }), 'en')).toContain('20 are the limit');
    expect(sentenceOf({ ...TOLD, kind: 'recovered' }, 'en')).toBe(
      'Conversion has recovered: 3 healthy days in succession, to 2026-11-16.',
    );
    expect(sentenceOf({ ...TOLD, kind: 'flapped' }, 'en')).toContain('It has fired 3 times within 21 days');
  });

  it('names the calendar events that the points fall into', () => {
    expect(sentenceOf({ ...TOLD, events: ['Double Eleven'] }, 'en')).toContain('In these days: Double Eleven.');
  });

  it('makes a short title', () => {
    expect(titleOf(TOLD)).toBe('Conversion below its target of 15 % in 2 of 3 days');
    expect(titleOf(OVER_BASELINE)).toBe('CPC above its baseline by over 20 % in 2 of 3 days');
    expect(titleOf(withCondition('control_chart'))).toBe('Conversion has shifted below its usual level');
  });
});
