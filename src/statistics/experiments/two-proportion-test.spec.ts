import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import type { Interval, TwoArms } from './arm.js';
import { chanceToBeatControl } from './chance-to-beat.js';
import { fisherExactPValue } from './fisher-exact-test.js';
import { pilotSize } from './pilot-size.js';
import {
  agrestiCaffoInterval,
  deltaLiftInterval,
  logRatioLiftInterval,
  newcombeInterval,
  wilsonInterval,
} from './proportion-intervals.js';
import { achievedArcsinePower, achievedPower, cohenH } from './two-proportion-power.js';
import { twoProportionTest, unpooledTest, yatesPValue } from './two-proportion-test.js';

interface Counts {
  x: number;
  n: number;
}

interface Oracle {
  cases: {
    id: string;
    input: { control: Counts; treatment: Counts; conf: number };
    expected: Record<string, Figure>;
  }[];
}

interface Question {
  arms: TwoArms;
  confidence: number;
}

const bounds = (interval: Interval | null): (number | null)[] =>
  interval ? [interval.lower, interval.upper] : [null, null];
const result = ({ arms, confidence }: Question) => twoProportionTest({ ...arms, intervalConfidence: confidence });

const sizeFor =
  (power: number) =>
  (question: Question): number | null => {
    const { controlRate, difference } = result(question);
    if (difference === 0) return null;
    return pilotSize({ controlRate, difference, confidence: question.confidence, power }).exact;
  };

const FIGURES: Record<string, (question: Question) => unknown> = {
  p_control: (q) => result(q).controlRate,
  p_treatment: (q) => result(q).variantRate,
  diff: (q) => result(q).difference,
  rel_lift: (q) => result(q).relativeLift,
  z_pooled: (q) => result(q).z,
  chi2: (q) => result(q).z ** 2,
  p_two_sided: (q) => result(q).pValue,
  log10_p_two_sided: (q) => result(q).log10PValue,
  p_one_sided_treatment_greater: (q) => result(q).pValueVariantGreater,
  z_unpooled: (q) => unpooledTest(q.arms).z,
  p_two_sided_unpooled: (q) => unpooledTest(q.arms).pValue,
  p_yates: (q) => yatesPValue(q.arms),
  p_fisher: (q) => fisherExactPValue(q.arms),
  se_pooled: (q) => result(q).pooledError,
  se_unpooled: (q) => result(q).unpooledError,
  ci_diff_wald_unpooled: (q) => bounds(result(q).intervals.wald),
  ci_diff_pooled_se: (q) => bounds(result(q).intervals.pooled),
  ci_diff_newcombe: (q) => bounds(result(q).interval),
  ci_diff_agresti_caffo: (q) => bounds(agrestiCaffoInterval(q.arms, q.confidence)),
  ci_control_wilson: (q) => bounds(wilsonInterval(q.arms.control, q.confidence)),
  ci_treatment_wilson: (q) => bounds(wilsonInterval(q.arms.variant, q.confidence)),
  ci_rel_log_rr: (q) => bounds(logRatioLiftInterval(q.arms, q.confidence)),
  ci_rel_delta: (q) => bounds(deltaLiftInterval(q.arms, q.confidence)),
  cohen_h: (q) => cohenH(result(q).controlRate, result(q).variantRate),
  power_arcsine_achieved: (q) => achievedArcsinePower(q.arms, q.confidence),
  power_normal_achieved: (q) => achievedPower(q.arms, q.confidence),
};

/** R finds these by searching a root or by adaptive integration, to about seven digits. */
const APPROXIMATE: Record<string, (question: Question) => unknown> = {
  prob_treatment_better_beta11: (q) => chanceToBeatControl(q.arms),
  n_per_group_power80_R: sizeFor(0.8),
  n_per_group_power90_R: sizeFor(0.9),
};

describe('two proportions against R', () => {
  it.each(readOracle<Oracle>('two_proportions').cases)('$id', ({ input, expected }) => {
    const arms = {
      control: { successes: input.control.x, trials: input.control.n },
      variant: { successes: input.treatment.x, trials: input.treatment.n },
    };
    const question = { arms, confidence: input.conf };
    const isApproximate = ([name]: [string, Figure]): boolean => name in APPROXIMATE;
    const figures = Object.entries(expected);
    expectFigures(question, Object.fromEntries(figures.filter((f) => !isApproximate(f))), FIGURES, 1e-9);
    expectFigures(question, Object.fromEntries(figures.filter(isApproximate)), APPROXIMATE, 1e-6);
  });
});

describe('the chance to beat the control', () => {
  it('keeps its digits where it is next to nothing', () => {
    const control = { successes: 142, trials: 201_229 };
    const variant = { successes: 57, trials: 200_745 };
    // the closed sum of beta functions, in fifty-digit arithmetic
    expectFigure('chance', chanceToBeatControl({ control, variant }), 5.66693977323996722e-10, 1e-11);
  });

  it('is shared between two like arms', () => {
    const arm = { successes: 30, trials: 400 };
    expectFigure('half', chanceToBeatControl({ control: arm, variant: arm }), 0.5, 1e-11);
  });
});

const anyArm = fc.integer({ min: 1, max: 200_000 }).chain((trials) =>
  fc.record({
    successes: fc.integer({ min: 0, max: trials }),
    trials: fc.constant(trials),
  }),
);
const anyArms = fc.record({ control: anyArm, variant: anyArm });

describe('the two-proportion test', () => {
  it('changes only its sign when the arms are swapped', () => {
    fc.assert(
      fc.property(anyArms, ({ control, variant }) => {
        const there = twoProportionTest({ control, variant });
        const back = twoProportionTest({ control: variant, variant: control });
        expectFigure('z', back.z, -there.z, 1e-12);
        expectFigure('p', back.pValue, there.pValue, 1e-12, Number.MIN_VALUE);
        expectFigure('lower', back.interval.lower, -there.interval.upper, 1e-12);
      }),
    );
  });

  it('keeps every interval around the difference, within what rates can differ', () => {
    fc.assert(
      fc.property(anyArms, (arms) => {
        const { lower, upper } = newcombeInterval(arms);
        const { difference } = twoProportionTest(arms);
        expect(lower).toBeLessThanOrEqual(difference);
        expect(upper).toBeGreaterThanOrEqual(difference);
        expect(Math.max(-lower, upper)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('finds nothing where both arms never or always succeed', () => {
    const never = { successes: 0, trials: 10 };
    const always = { successes: 10, trials: 10 };
    expect(twoProportionTest({ control: never, variant: never })).toMatchObject({
      z: 0,
      pValue: 1,
      relativeLift: null,
    });
    expect(twoProportionTest({ control: always, variant: always })).toMatchObject({ z: 0, pValue: 1, confidence: 0 });
  });

  it('names itself, because a p of 0.0485 by z is 0.0546 with the correction of Yates', () => {
    const arms = { control: { successes: 200, trials: 2000 }, variant: { successes: 239, trials: 2000 } };
    const { test, pValue } = twoProportionTest(arms);
    expect(test).toBe('pooled two-proportion z');
    expect(pValue).toBeCloseTo(0.0485, 4);
    expect(yatesPValue(arms)).toBeCloseTo(0.0546, 4);
  });

  it.each([
    ['no trials', { successes: 0, trials: 0 }, 'control.trials must be a whole number of 1 or more, got 0'],
    ['negative successes', { successes: -1, trials: 10 }, 'control.successes must be a whole number of 0 or more'],
    ['more successes than trials', { successes: 11, trials: 10 }, 'control has more successes (11) than trials (10)'],
    ['a half success', { successes: 1.5, trials: 10 }, 'control.successes must be a whole number'],
    ['no number', { successes: Number.NaN, trials: 10 }, 'control.successes must be a whole number'],
    ['endless trials', { successes: 1, trials: Infinity }, 'control.trials must be a whole number'],
  ])('refuses %s', (_, control, message) => {
    const variant = { successes: 1, trials: 10 };
    expect(() => twoProportionTest({ control, variant })).toThrow(RangeError);
    expect(() => twoProportionTest({ control, variant })).toThrow(message);
  });

  it('refuses an interval of no or of full confidence', () => {
    const arm = { successes: 1, trials: 10 };
    for (const intervalConfidence of [0, 1, 95]) {
      expect(() => twoProportionTest({ control: arm, variant: arm, intervalConfidence })).toThrow(RangeError);
    }
  });
});
