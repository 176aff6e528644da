import { describe, expect, it } from '@jest/globals';
import { expectFigure, readOracle } from '../../../test/support/oracle.js';
import { normalCdf } from '../distributions/normal.js';
import {
  belowThresholdChance,
  dropChance,
  peekingErrorChance,
  periodsToRunAlarm,
  runAlarmChance,
} from './false-alarms.js';
import { runRuleHits } from './run-rules.js';
import type { RunRule } from './run-rules.js';
import { xmrChart } from './xmr-chart.js';

type Shares = Record<string, number>;

interface Oracle {
  k_consecutive_below_mean: Record<string, Record<string, number | null>>;
  k_consecutive_below_mean_minus_c_sigma: Record<string, Shares>;
  '20pct_below_baseline_by_cv': Record<string, Shares>;
  roi_below_1_three_months: Record<string, Shares>;
  western_electric_ARL_known_limits: Record<string, { ARL_sim: number; censored: number; published: number }>;
  xmr_estimated_limits: Record<string, Shares>;
  peeking_type1_error_at_nominal_5pct: Shares;
}

const oracle = readOracle<Oracle>('false_alarms');

/** The oracle's shares were simulated; theirs and ours scatter by about this much. */
const EXACT_AGAINST_SIMULATED = 0.006;
const SIMULATED_AGAINST_SIMULATED = 0.025;

const numberIn = (name: string, pattern: RegExp): number => {
  const found = pattern.exec(name)?.[1];
  if (found === undefined) throw new Error(`${name} is not understood`);
  return Number(found);
};

/** Mulberry32: the same noise in every run of these tests. */
function noise(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

function expectOnly(expected: Record<string, unknown>, known: readonly string[]): void {
  expect(Object.keys(expected).filter((name) => !known.includes(name))).toEqual([]);
}

function expectChance(label: string, actual: number, expected: number, tolerance = EXACT_AGAINST_SIMULATED): void {
  expectFigure(label, actual, expected, 0, tolerance);
}

describe('"k consecutive periods below the mean" on a healthy metric', () => {
  const names = Object.keys(oracle.k_consecutive_below_mean);

  it.each(names)('%s', (name) => {
    const expected = oracle.k_consecutive_below_mean[name]!;
    expectOnly(expected, ['p_false_alarm_12', 'p_false_alarm_52', 'expected_periods_to_false_alarm_closed_form']);
    const [phi, consecutive] = [numberIn(name, /^phi([\d.]+)_/), numberIn(name, /_k(\d+)$/)];
    const closedForm = expected.expected_periods_to_false_alarm_closed_form;
    for (const periods of [12, 52]) {
      const simulated = expected[`p_false_alarm_${periods}`]!;
      if (phi === 0) expectChance(name, runAlarmChance({ periods, consecutive, chance: 0.5 }), simulated);
      else expectChance(name, autocorrelatedAlarms(phi, consecutive, periods), simulated, SIMULATED_AGAINST_SIMULATED);
    }
    if (phi === 0) expectFigure(name, periodsToRunAlarm(consecutive, 0.5), closedForm!, 1e-12);
    else expect(closedForm).toBeNull();
  });

  it('fires on two periods in 91 % of years, so that rule is offered nowhere', () => {
    expect(runAlarmChance({ periods: 12, consecutive: 2, chance: 0.5 })).toBeCloseTo(0.908, 3);
  });
});

const simulated = new Map<string, number[]>();

/** Share of years in which a metric that remembers its last period lies k times running below its mean. */
function autocorrelatedAlarms(phi: number, consecutive: number, periods: number): number {
  const key = `${phi} ${periods}`;
  const longest = simulated.get(key) ?? longestRunsBelow(phi, periods);
  simulated.set(key, longest);
  return longest.filter((run) => run >= consecutive).length / longest.length;
}

function longestRunsBelow(phi: number, periods: number): number[] {
  const next = noise(7);
  const innovation = Math.sqrt(1 - phi ** 2);
  return Array.from({ length: 6000 }, () => {
    let value = next();
    let [run, longest] = [0, 0];
    for (let period = 0; period < periods; period += 1) {
      value = phi * value + innovation * next();
      run = value < 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  });
}

describe('other trigger rules on a healthy metric', () => {
  it.each(Object.entries(oracle.k_consecutive_below_mean_minus_c_sigma))('%s', (name, expected) => {
    expectOnly(expected, ['p12', 'p52']);
    const chance = normalCdf(-numberIn(name, /^below_minus_([\d.]+)s_/));
    const consecutive = numberIn(name, /_k(\d+)$/);
    expectChance('12', runAlarmChance({ periods: 12, consecutive, chance }), expected.p12!);
    expectChance('52', runAlarmChance({ periods: 52, consecutive, chance }), expected.p52!);
  });

  it.each(Object.entries(oracle['20pct_below_baseline_by_cv']))('20 %% below baseline, %s', (name, expected) => {
    expectOnly(expected, ['p_one_period', 'p12', 'p52', 'p52_two_in_a_row']);
    const chance = dropChance(0.2, numberIn(name, /^cv([\d.]+)$/));
    expectFigure('one', chance, expected.p_one_period!, 0, 0.5e-5);
    expectChance('12', runAlarmChance({ periods: 12, consecutive: 1, chance }), expected.p12!);
    expectChance('52', runAlarmChance({ periods: 52, consecutive: 1, chance }), expected.p52!);
    expectChance('two', runAlarmChance({ periods: 52, consecutive: 2, chance }), expected.p52_two_in_a_row!);
  });

  it.each(Object.entries(oracle.roi_below_1_three_months))(
    'a return below 1 for three months, %s',
    (name, expected) => {
      expectOnly(expected, ['p_in_12_months']);
      const [mean, variation] = [numberIn(name, /^true_mean([\d.]+)_/), numberIn(name, /_cv([\d.]+)$/)];
      const chance = belowThresholdChance(1, mean, variation);
      expectChance(name, runAlarmChance({ periods: 12, consecutive: 3, chance }), expected.p_in_12_months!);
    },
  );

  it.each(Object.entries(oracle.peeking_type1_error_at_nominal_5pct))('a look every day, %s', (name, expected) => {
    expectChance(name, peekingErrorChance(numberIn(name, /^(\d+)_daily_looks$/)), expected);
  });

  it('a single look errs exactly as often as it says', () => {
    expectFigure('one look', peekingErrorChance(1), 0.05, 1e-6);
    // Armitage, McPherson and Rowe (1969), table 2
    expectFigure('five looks', peekingErrorChance(5), 0.142, 0, 0.0005);
    expectFigure('ten looks', peekingErrorChance(10), 0.193, 0, 0.0005);
  });
});

const WESTERN: Record<string, RunRule> = {
  '1': 'beyond-three-sigma',
  '2': 'two-of-three-beyond-two-sigma',
  '3': 'four-of-five-beyond-one-sigma',
  '4': 'eight-on-one-side',
};

const rulesIn = (name: string): RunRule[] =>
  [...name.replace(/^rules?/, '')].map((digit) => {
    const rule = WESTERN[digit];
    if (!rule) throw new Error(`${name} names an unknown rule`);
    return rule;
  });

describe('Western Electric rules on a healthy metric with known limits', () => {
  it.each(Object.entries(oracle.western_electric_ARL_known_limits))(
    '%s alarm as often as published',
    (name, expected) => {
      expectOnly(expected, ['ARL_sim', 'censored', 'published']);
      const next = noise(11);
      const rules = rulesIn(name);
      const RUNS = 1000;
      const lengths = Array.from({ length: RUNS }, () => runLength(rules, next));
      const average = lengths.reduce((sum, length) => sum + length, 0) / RUNS;
      expectFigure(name, average, expected.published, 0.08);
      expectFigure(name, average, expected.ARL_sim, 0.08);
    },
  );
});

function runLength(rules: RunRule[], next: () => number): number {
  const CHUNK = 100;
  const values: number[] = [];
  for (;;) {
    for (let i = 0; i < CHUNK; i += 1) values.push(next());
    // patterns reach back seven points at most
    const from = Math.max(0, values.length - CHUNK - 7);
    const hit = runRuleHits(values.slice(from), { centre: 0, sigma: 1 }, rules)[0];
    if (hit) return from + hit.index + 1;
  }
}

describe('an XmR chart on a healthy metric with limits from its first m periods', () => {
  it.each(Object.entries(oracle.xmr_estimated_limits))('%s', (name, expected) => {
    const m = numberIn(name, /^m(\d+)$/);
    const next = noise(13);
    const CHARTS = 1500;
    const alarms: Shares = Object.fromEntries(Object.keys(expected).map((figure) => [figure, 0]));
    for (let chart = 0; chart < CHARTS; chart += 1) {
      const limits = xmrChart(Array.from({ length: m }, next), { method: 'exact' });
      const later = firstAlarms(Array.from({ length: 52 }, next), limits);
      const shifted = firstAlarms(
        Array.from({ length: 8 }, () => next() + 1.5),
        limits,
      );
      for (const figure of Object.keys(expected)) if (fires(figure, later, shifted)) alarms[figure]! += 1;
    }
    for (const [figure, share] of Object.entries(expected)) {
      expectChance(`${name} ${figure}`, alarms[figure]! / CHARTS, share, 0.035);
    }
  });
});

type FirstAlarms = Partial<Record<RunRule, number>>;

/** The period, from 1, in which each rule fires first. */
function firstAlarms(values: number[], limits: { centre: number; sigma: number }): FirstAlarms {
  const first: FirstAlarms = {};
  for (const { rule, index } of runRuleHits(values, limits)) first[rule] ??= index + 1;
  return first;
}

function fires(figure: string, later: FirstAlarms, shifted: FirstAlarms): boolean {
  const within = (alarms: FirstAlarms, rules: RunRule[], periods: number): boolean =>
    rules.some((rule) => (alarms[rule] ?? Infinity) <= periods);
  const healthy = /^(rules?\d+)_p(12|52)$/.exec(figure);
  if (healthy) return within(later, rulesIn(healthy[1]!), Number(healthy[2]));
  const detect = /^detect_shift1\.5_within8_(rules?\d+)$/.exec(figure);
  if (detect) return within(shifted, rulesIn(detect[1]!), 8);
  throw new Error(`nothing computes ${figure}`);
}
