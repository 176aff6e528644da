import { describe, expect, it } from '@jest/globals';
import { expectFigure, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { bayesianEffect } from './bayesian-effect.js';
import { effectOf, effectVariance, rateArm, totalsArm } from './effect.js';
import type { Effect, MeasuredArm } from './effect.js';
import { adjustPValues } from './multiple-comparisons.js';
import { additionalSampleFactor, relativeEffectPower, smallestRelativeEffect } from './relative-effect-power.js';
import { sampleRatioMismatch } from './sample-ratio-mismatch.js';
import { sequentialTest } from './sequential-test.js';
import { greaterTest, welchTest } from './welch-test.js';

type ArmOfCase =
  { type: 'proportion'; sum: number; n: number } | { type: 'mean'; sum: number; sum_squares: number; n: number };

interface EffectCase {
  control: ArmOfCase;
  treatment: ArmOfCase;
  config: { difference_type?: 'absolute' | 'relative' };
}

interface InputCase {
  input: Record<string, number>;
}

type Answer = Readonly<Record<string, unknown>>;

const measured = (arm: ArmOfCase): MeasuredArm =>
  arm.type === 'proportion'
    ? rateArm({ successes: arm.sum, trials: arm.n })
    : totalsArm({ sum: arm.sum, sumOfSquares: arm.sum_squares, count: arm.n });

const effectOfCase = ({ control, treatment, config }: EffectCase): Effect =>
  effectOf(measured(control), measured(treatment), config.difference_type ?? 'relative');

const basics = (effect: Effect): Answer => ({ expected: effect.estimate, stddev: effect.standardError });

function value(input: Record<string, number>, name: string): number {
  const found = input[name];
  if (found === undefined) throw new Error(`the case gives no ${name}`);
  return found;
}

function powerOf(input: Record<string, number>, perArm: number) {
  const metric = { mean: value(input, 'mean'), variance: value(input, 'variance'), perArm };
  return {
    power: relativeEffectPower({ ...metric, relativeEffect: value(input, 'effect_rel') }),
    mde_80: smallestRelativeEffect(metric),
  };
}

const TESTS = {
  two_sided_t: (c: EffectCase): Answer => {
    const arms = { control: measured(c.control), variant: measured(c.treatment) };
    const { interval, pValue } = welchTest({ ...arms, scale: c.config.difference_type ?? 'relative' });
    return { ...basics(effectOfCase(c)), ci: [interval.lower, interval.upper], pValue };
  },
  one_sided_greater: (c: EffectCase): Answer => {
    const { lower, pValue } = greaterTest(effectOfCase(c));
    return { ...basics(effectOfCase(c)), ci: [lower, null], pValue };
  },
  sequential_two_sided: (c: EffectCase): Answer => {
    const { interval, pValue } = sequentialTest(effectOfCase(c));
    return { ...basics(effectOfCase(c)), ci: [interval.lower, interval.upper], pValue };
  },
  bayesian_gaussian: (c: EffectCase): Answer => {
    const { interval, chanceToWin, risk } = bayesianEffect(effectOfCase(c));
    const ci = [interval.lower, interval.upper];
    return { ...basics(effectOfCase(c)), ci, chanceToWin, risk: [risk.control, risk.variant] };
  },
  srm_chi2: ({ users, weights }: { users: number[]; weights: number[] }): Answer => {
    // an arm that was planned but never counted is not in the test
    const planned = weights.slice(0, users.length);
    const sum = planned.reduce((total, weight) => total + weight, 0);
    const expectedShares = planned.map((weight) => weight / sum);
    return { value: sampleRatioMismatch({ observed: users, expectedShares }).pValue };
  },
  power_frequentist_relative: ({ input }: InputCase): Answer =>
    powerOf(input, value(input, 'n_total') / value(input, 'variations')),
  power_frequentist_relative_by_week: ({ input }: InputCase): Answer => {
    const perWeek = value(input, 'users_per_week') / value(input, 'variations');
    const weeks = Array.from({ length: value(input, 'weeks') }, (_, week) => powerOf(input, perWeek * (week + 1)));
    return {
      power: weeks.map((week) => week.power),
      mde_80: weeks.map((week) => week.mde_80),
      first_week_power_ge_80: weeks.findIndex((week) => week.power >= 0.8) + 1,
    };
  },
  additional_sample_scaling_factor_for_80pct_power: ({ input }: InputCase): Answer => ({
    scaling_factor: additionalSampleFactor({
      effect: value(input, 'mde'),
      standardError: Math.sqrt(value(input, 'sigma2_delta')),
    }),
  }),
  p_adjust_holm: ({ p }: { p: number[] }): Answer => ({ value: adjustPValues(p, 'holm') }),
  delta_method_variance: ({ input }: InputCase): Answer => {
    const arm = (side: 'a' | 'b'): MeasuredArm => ({
      mean: value(input, `mean_${side}`),
      variance: value(input, `var_${side}`),
      count: value(input, `n_${side}`),
    });
    return { value: effectVariance(arm('a'), arm('b'), input.relative ? 'relative' : 'absolute') };
  },
  expected_loss_normal: ({ input }: InputCase): Answer => {
    const { risk } = bayesianEffect({ estimate: value(input, 'mu'), standardError: value(input, 'sigma') });
    return { value: [risk.control, risk.variant] };
  },
};

interface Case {
  id: string;
  test: string;
  live_full_precision?: Record<string, Figure>;
  live?: number;
  check?: number;
  published_5_decimals?: Record<string, Figure> | number | null;
  published_9_decimals?: number;
  published?: Record<string, Figure> | Figure[];
}

/** What a case holds us to, and how closely: the engine's own digits where they are given, else half a printed unit. */
function demands(c: Case): { figures: Record<string, Figure>; relative: number; absolute: number } {
  const named = (figures: unknown): Record<string, Figure> =>
    typeof figures === 'number' || Array.isArray(figures)
      ? { value: figures as Figure }
      : (figures as Record<string, Figure>);
  const exact = c.live_full_precision ?? c.live ?? c.check;
  if (exact !== undefined) return { figures: named(exact), relative: 1e-9, absolute: 0 };
  if (c.published_5_decimals) return { figures: named(c.published_5_decimals), relative: 0, absolute: 0.5e-5 };
  if (c.published_9_decimals !== undefined) {
    return { figures: named(c.published_9_decimals), relative: 0, absolute: 0.5e-9 };
  }
  if (Array.isArray(c.published)) return { figures: named(c.published), relative: 1e-9, absolute: 0 };
  if (c.published) {
    const { tolerance, ...figures } = c.published;
    return { figures, relative: 0, absolute: Number(tolerance) };
  }
  throw new Error(`case ${c.id} demands nothing`);
}

describe("experiments against GrowthBook's engine", () => {
  it.each(readOracle<{ cases: Case[] }>('growthbook_cases').cases)('$id ($test)', (c) => {
    const test = (TESTS as unknown as Record<string, ((input: unknown) => Answer) | undefined>)[c.test];
    if (!test) throw new Error(`nothing computes a case of ${c.test}`);
    const answer = test(c);
    const { figures, relative, absolute } = demands(c);
    for (const [name, figure] of Object.entries(figures)) {
      if (!(name in answer)) throw new Error(`nothing computes ${name}`);
      expectFigure(name, answer[name], figure, relative, absolute);
    }
  });
});

describe('effects', () => {
  it('refuse to be relative to nothing, or to be judged without an error', () => {
    const arm = { mean: 0, variance: 1, count: 10 };
    expect(() => effectOf(arm, arm, 'relative')).toThrow('the mean of the control is 0');
    expect(() => bayesianEffect({ estimate: 1, standardError: 0 })).toThrow(RangeError);
    expect(() => totalsArm({ sum: 1, sumOfSquares: 1, count: 1 })).toThrow('count must be a whole number of 2 or more');
    expect(() => sequentialTest(effectOf(arm, arm, 'absolute'), { confidence: 1 })).toThrow(RangeError);
  });

  it('are looked at daily at the price of a wider interval', () => {
    const arms = { control: { mean: 10, variance: 4, count: 5000 }, variant: { mean: 10.1, variance: 4, count: 5000 } };
    const fixed = welchTest(arms).interval;
    const daily = sequentialTest(effectOf(arms.control, arms.variant, 'absolute')).interval;
    expect(daily.lower).toBeLessThan(fixed.lower);
    expect(daily.upper).toBeGreaterThan(fixed.upper);
  });

  it('whose own spread outgrows them have no smallest size', () => {
    expect(smallestRelativeEffect({ mean: 1, variance: 100, perArm: 10 })).toBeNull();
  });

  it('already found need no further units', () => {
    expect(additionalSampleFactor({ effect: 1, standardError: 0.1 })).toBe(0);
  });
});
