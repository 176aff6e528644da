import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { calibrate } from './calibration.js';
import { judgeOf } from './judge-of.js';
import { endByHand, startMachine } from './machine.js';
import { type Judge, type Moment, walk } from './replay.js';
import { type GivenSettings, settingsOf } from './rule-settings.js';
import type { Condition, RuleTerms } from './rule-words.js';
import type { Series } from './series.js';

const DAY = 86_400_000;

/** A day a value; null is a day without one. */
function days(values: readonly (number | null)[], excluded: readonly number[] = []): Series {
  const starts = values.map((_, index) => index * DAY);
  return {
    starts,
    ends: starts.map((start) => start + DAY),
    values: Float64Array.from(values.map((value, index) => (value === null || excluded.includes(index) ? NaN : value))),
    arrivals: Float64Array.from(values.map((value, index) => (value === null ? NaN : (index + 1) * DAY))),
    excluded: new Map(excluded.map((index) => [index, 'holiday'])),
  };
}

function judge(condition: Condition, terms: Partial<RuleTerms> = {}, given: GivenSettings = {}): Judge {
  const settings = settingsOf(condition, given);
  const whole: RuleTerms = {
    condition, period: 'day', percent: null, baselineFrom: null, baselineTo: null, k: 3, m: 3, ...terms, settings,
  }; // prettier-ignore
  const calibration = calibrate([9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11], 'a', 'b');
  const found = judgeOf({ terms: whole, baseline: 10, calibration }, { direction: 'up', target: 10 });
  if (!found) throw new Error('nothing to compare with');
  return found;
}

function told(of: Judge, series: Series, first = 0): string[] {
  const { moments } = walk(of, series, startMachine(), { first, last: series.starts.length - 1, since: 0 });
  return moments.filter(({ kind }) => kind !== 'changed').map(({ kind, at }) => `${at} ${kind}`);
}

describe('a rule over closed periods', () => {
  const target = judge('worse_than_target');

  it('fires on the third worse day in succession, goes on, and recovers after three healthy ones', () => {
    expect(told(target, days([12, 9, 8, 7, 6, 11, 11, 11, 11]))).toEqual(['3 fired', '4 goes_on', '7 recovered']);
  });

  it('takes neither a hole nor two of three for three in succession', () => {
    expect(told(target, days([9, 9, null, 9, 11, 9, 9]))).toEqual([]);
    expect(told(judge('worse_than_target', { k: 2 }), days([9, 11, 9]))).toEqual(['2 fired']);
  });

  it('does not count a day that a calendar event leaves out, neither as worse nor as healthy', () => {
    expect(told(target, days([9, 9, 5, 9, 9], [2]))).toEqual([]);
    expect(told(target, days([9, 9, 9, 11, 11, 11, 11], [4]))).toEqual(['2 fired', '6 recovered']);
  });

  it('names the same item when it fires within the cool-down, and a new one later', () => {
    const ups = (count: number) => Array.from({ length: count }, () => 11);
    expect(told(target, days([9, 9, 9, ...ups(3), 9, 9, 9]))).toEqual(['2 fired', '5 recovered', '8 fired_again']);
    expect(told(target, days([9, 9, 9, ...ups(6), 9, 9, 9]))).toEqual(['2 fired', '5 recovered', '11 fired']);
  });

  it('is muted when it flaps, until it has been well for as long', () => {
    const flap = [9, 9, 9, 11, 11, 11];
    const flapping = days([...flap, ...flap, ...flap, ...flap, ...Array.from({ length: 21 }, () => 11)]);
    expect(told(target, flapping)).toEqual([
      '2 fired', '5 recovered', '8 fired_again', '11 recovered', '14 flapped', '35 recovered',
    ]); // prettier-ignore
  });

  it('asks for more to recover than not to fire', () => {
    const strict = judge('worse_than_target', {}, { recoveryMargin: 10, recoveryPeriods: 2 });
    expect(told(strict, days([9, 9, 9, 10.5, 10.5, 10.5, 11, 11]))).toEqual(['2 fired', '7 recovered']);
  });

  it('forgets what was before the item was ended by hand', () => {
    const series = days([9, 9, 9, 9, 9, 9]);
    const { machine } = walk(target, series, startMachine(), { first: 0, last: 2, since: 0 });
    const { moments } = walk(target, series, endByHand(machine), { first: 3, last: 5, since: 3 });
    expect(moments.map(({ kind, at }) => `${at} ${kind}`)).toEqual(['3 changed', '5 fired_again']);
  });

  it('ends in the same place when it comes late, in parts or day by day', () => {
    const charts: Judge[] = [
      target,
      judge('clear_decline', { k: 2, m: 2, percent: 10 }, { comparison: 'previous_period' }),
      judge('control_chart', { k: 1, m: 1 }),
      judge('control_chart', { k: 1, m: 1 }, { chart: 'cusum' }),
      judge('control_chart', { k: 1, m: 1 }, { chart: 'run_rules' }),
      judge('low_coverage', { k: 1, m: 5, percent: 70 }),
    ];
    const values = fc.array(fc.option(fc.double({ min: 4, max: 14, noNaN: true })), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...charts), values, fc.integer({ min: 1, max: 7 }), (of, list, stride) => {
        const series = days(list);
        const last = list.length - 1;
        const whole = walk(of, series, startMachine(0, of.calibration), { first: 0, last, since: 0 });
        let machine = startMachine(0, of.calibration);
        const moments: Moment[] = [];
        for (let first = 0; first <= last; first += stride) {
          const part = walk(of, series, machine, { first, last: Math.min(last, first + stride - 1), since: 0 });
          machine = part.machine;
          moments.push(...part.moments);
        }
        expect({ machine, moments }).toEqual(whole);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('the kinds of rules', () => {
  it('compares with target, baseline, threshold and natural limits, strictly and on the worse side', () => {
    expect(told(judge('worse_than_baseline', { percent: 20 }), days([8, 8, 8, 7.9, 7.9, 7.9]))).toEqual(['5 fired']);
    expect(told(judge('beyond_threshold', {}, { threshold: 1 }), days([1, 1, 1, 0.9, 0.9, 0.9]))).toEqual(['5 fired']);
    // Limits of the baseline: 10 ± 3 × 1.0445.
    expect(told(judge('beyond_control_limits'), days([6.9, 6.9, 6.9, 6.8, 6.8, 6.8]))).toEqual(['5 fired']);
  });

  it('sees a decline from the period before, and from the same day of last week', () => {
    const decline = judge('clear_decline', { k: 2, m: 2, percent: 10 }, { comparison: 'previous_period' });
    expect(told(decline, days([10, 9.1, 8, 7, 7, 7]))).toEqual(['3 fired']);
    const weekly = judge('clear_decline', { k: 2, m: 2, percent: 10 }, { comparison: 'same_period_last_week' });
    const week = [10, 10, 10, 10, 10, 5, 5];
    expect(told(weekly, days([...week, ...week, 10, 8, 8]))).toEqual(['16 fired']);
  });

  it('finds a shift that no single day shows, on each chart', () => {
    const shifted = days([...Array.from({ length: 12 }, (_, i) => (i % 2 ? 9 : 11)), ...Array.from({ length: 8 }, (_, i) => (i % 2 ? 7.7 : 9.1))]); // prettier-ignore
    for (const chart of ['moving_average', 'ewma', 'cusum'] as const) {
      expect(told(judge('control_chart', { k: 1, m: 1 }, { chart }), shifted)[0]).toMatch(/^1[4-9] fired$/);
    }
    expect(told(judge('control_chart', { k: 1, m: 1 }, { chart: 'xmr' }), shifted)).toEqual([]);
    expect(told(judge('control_chart', { k: 1, m: 1 }, { chart: 'run_rules' }), shifted)[0]).toMatch(/fired$/);
  });

  it('takes no import of history for late data, but what comes late after it', () => {
    const late = judge('late_data', { k: 1, m: 1 }, { graceHours: 24 });
    const imported = 6 * DAY + DAY / 2;
    const arrivals = Float64Array.from([
      imported,
      NaN,
      imported,
      imported,
      imported,
      imported,
      8 * DAY,
      12 * DAY,
      9 * DAY,
    ]);
    const series = { ...days([1, null, 1, 1, 1, 1, 1, 1, 1]), arrivals };
    expect(told(late, { ...series, firstArrival: imported })).toEqual(['7 fired']);
    expect(told(late, series)[0]).toBe('0 fired');
  });

  it('sees late data, missing data, and reports that concentrate', () => {
    expect(told(judge('late_data', { k: 2, m: 2 }), days([1, null, null, 1, 1, 1]))).toEqual([
      '2 fired',
      '5 recovered',
    ]);
    expect(told(judge('low_coverage', { k: 1, m: 4, percent: 70 }), days([1, 1, null, null, 1, 1, 1]))[0]).toBe(
      '3 fired',
    );
    const reports = judge('feedback_concentration', { k: 1, m: 3 }, { threshold: 5 });
    expect(told(reports, days([1, 1, 2, 2, null, null, null, null]))[0]).toBe('3 fired');
  });
});
