import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { valuesArm } from './effect.js';
import type { MeasuredArm } from './effect.js';
import { welchTest } from './welch-test.js';
import type { WelchResult } from './welch-test.js';

interface Sample {
  values: number[] | null;
  mean: number;
  sd: number;
  n: number;
}

interface Oracle {
  cases: {
    id: string;
    input: { control: Sample; treatment: Sample; conf: number };
    expected: Record<string, Figure>;
  }[];
}

const FIGURES: Record<string, (result: WelchResult) => unknown> = {
  diff: (result) => result.difference,
  se: (result) => result.standardError,
  t: (result) => result.t,
  df: (result) => result.degreesOfFreedom,
  p_two_sided: (result) => result.pValue,
  ci_diff: ({ interval }) => [interval.lower, interval.upper],
};

const summary = ({ mean, sd, n }: Sample): MeasuredArm => ({ mean, variance: sd ** 2, count: n });

describe("Welch's test against R", () => {
  it.each(readOracle<Oracle>('welch_t').cases)('$id', ({ input, expected }) => {
    const { control, treatment, conf } = input;
    const fromSummary = { control: summary(control), variant: summary(treatment), intervalConfidence: conf };
    expectFigures(welchTest(fromSummary), expected, FIGURES, 1e-9);
    if (control.values && treatment.values) {
      const fromValues = { control: valuesArm(control.values), variant: valuesArm(treatment.values) };
      expectFigures(welchTest({ ...fromValues, intervalConfidence: conf }), expected, FIGURES, 1e-9);
    }
  });
});

describe("Welch's test", () => {
  it('shows how one player with 49,854 rounds moves the difference of Cookie Cats from -0.04 to -1.16', () => {
    const variant = { mean: 51.29877552814966, variance: 103.29441621652788 ** 2, count: 45489 };
    const all = { mean: 52.45626398210291, variance: 256.7164231160407 ** 2, count: 44700 };
    const withoutOne = { mean: 51.342110561757536, variance: 102.05759789214005 ** 2, count: 44699 };
    expect(welchTest({ control: all, variant }).difference).toBeCloseTo(-1.16, 2);
    expect(welchTest({ control: withoutOne, variant }).difference).toBeCloseTo(-0.04, 2);
  });

  it('changes only its sign when the arms are swapped', () => {
    const anyArm = fc.record({
      mean: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      count: fc.integer({ min: 2, max: 1e5 }),
    });
    fc.assert(
      fc.property(anyArm, anyArm, (control, variant) => {
        const there = welchTest({ control, variant });
        const back = welchTest({ control: variant, variant: control });
        expectFigure('t', back.t, -there.t, 1e-12);
        expectFigure('p', back.pValue, there.pValue, 1e-9, 1e-300);
        expectFigure('lower', back.interval.lower, -there.interval.upper, 1e-9, 1e-9);
      }),
    );
  });

  it('refuses arms that cannot be compared', () => {
    const arm = { mean: 1, variance: 1, count: 10 };
    expect(() => welchTest({ control: { ...arm, count: 1 }, variant: arm })).toThrow(
      'control.count must be a whole number',
    );
    expect(() => welchTest({ control: arm, variant: { ...arm, variance: -1 } })).toThrow(
      'variant.variance must be 0 or more',
    );
    expect(() => welchTest({ control: { ...arm, mean: Number.NaN }, variant: arm })).toThrow(
      'control.mean must be a finite',
    );
    expect(() => welchTest({ control: { ...arm, variance: 0 }, variant: { ...arm, variance: 0 } })).toThrow(
      'neither arm varies',
    );
    expect(() => welchTest({ control: { ...arm, mean: 0 }, variant: arm, scale: 'relative' })).toThrow(
      'nothing to relate',
    );
  });
});
