import { describe, expect, it } from '@jest/globals';

import { contradictionsIn } from './rule-contradictions.js';
import type { RuleTerms } from './rule-words.js';

const METRIC = { period: 'hour', target: 1 } as const;
const TARGET: RuleTerms = {
  period: 'day', condition: 'worse_than_target', percent: null, baselineFrom: null, baselineTo: null, k: 3, m: 3,
}; // prettier-ignore
const BASELINE: RuleTerms = {
  ...TARGET, condition: 'worse_than_baseline', percent: 20, baselineFrom: '2026-10-01', baselineTo: '2026-10-31',
}; // prettier-ignore

const codes = (terms: RuleTerms, metric: Parameters<typeof contradictionsIn>[1] = METRIC) =>
  contradictionsIn(terms, metric).map(({ field, code }) => `${field} ${code}`);

describe('what does not fit together in a rule', () => {
  it('is nothing in a rule that is right', () => {
    expect(codes(TARGET)).toEqual([]);
    expect(codes(BASELINE, { ...METRIC, target: null })).toEqual([]);
    expect(codes({ ...BASELINE, baselineTo: '2026-10-01' })).toEqual([]);
  });

  it('is told all at once', () => {
    expect(codes({ ...TARGET, k: 4, percent: 5 }, { period: 'week', target: null })).toEqual([
      'k k_beyond_m',
      'period not_whole',
      'condition no_target',
      'percent not_for_target',
    ]);
  });

  it('is a baseline without its days or its per cent, or one that ends before it begins', () => {
    expect(codes({ ...TARGET, condition: 'worse_than_baseline' })).toEqual([
      'percent needed_for_baseline',
      'baselineFrom needed_for_baseline',
      'baselineTo needed_for_baseline',
    ]);
    expect(codes({ ...BASELINE, baselineTo: '2026-09-30' })).toEqual(['baselineTo ends_before_it_begins']);
  });

  it('is a month of weeks, which do not fit into months', () => {
    expect(codes({ ...TARGET, period: 'month' }, { ...METRIC, period: 'week' })).toEqual(['period not_whole']);
  });
});
