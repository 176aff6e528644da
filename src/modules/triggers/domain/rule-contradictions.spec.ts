import { describe, expect, it } from '@jest/globals';

import { contradictionsIn } from './rule-contradictions.js';
import { type GivenSettings, settingsOf } from './rule-settings.js';
import type { RuleTerms } from './rule-words.js';

const METRIC = { period: 'hour', target: 1 } as const;
const TARGET: RuleTerms = {
  period: 'day', condition: 'worse_than_target', percent: null, baselineFrom: null, baselineTo: null, k: 3, m: 3,
  settings: settingsOf('worse_than_target', {}),
}; // prettier-ignore
const BASELINE: RuleTerms = {
  ...TARGET, condition: 'worse_than_baseline', percent: 20, baselineFrom: '2026-10-01', baselineTo: '2026-10-31',
}; // prettier-ignore

const codes = (terms: RuleTerms, metric: Parameters<typeof contradictionsIn>[1] = METRIC, given: GivenSettings = {}) =>
  contradictionsIn(terms, metric, given).map(({ field, code }) => `${field} ${code}`);

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

  it('is a single period where one alone is noise, but not on a chart', () => {
    expect(codes({ ...TARGET, k: 1 })).toEqual(['k too_few_worse']);
    const chart = { ...TARGET, condition: 'control_chart', k: 1, m: 1 } as const;
    expect(codes({ ...chart, settings: settingsOf('control_chart', {}) })).toEqual([]);
  });

  it('is a setting that the condition has no use for, or one that it lacks', () => {
    expect(codes({ ...TARGET, condition: 'beyond_threshold' })).toEqual(['settings.threshold needed_for_condition']);
    expect(codes(TARGET, METRIC, { threshold: 1, weeks: 4 })).toEqual([
      'settings.threshold not_for_target',
      'settings.weeks not_for_target',
    ]);
    expect(codes({ ...TARGET, condition: 'late_data', percent: 5 }, METRIC, { chart: 'xmr' })).toEqual([
      'percent not_for_condition',
      'settings.chart not_for_condition',
    ]);
  });

  it('is a comparison or an hour of the week that does not go with the period', () => {
    const settings = settingsOf('clear_decline', { comparison: 'same_period_last_week' });
    const monthly: RuleTerms = { ...TARGET, condition: 'clear_decline', percent: 10, period: 'month', settings };
    expect(codes(monthly, METRIC, { comparison: 'same_period_last_week' })).toEqual([
      'settings.comparison no_such_period_back',
    ]);
    expect(codes({ ...TARGET, condition: 'unusual_for_hour', k: 1, m: 1 })).toEqual(['period hours_needed']);
    expect(codes({ ...TARGET, condition: 'low_coverage', percent: 120 })).toEqual(['percent share_beyond_hundred']);
  });
});
