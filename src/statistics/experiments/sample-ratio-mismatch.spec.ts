import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { sampleRatioMismatch } from './sample-ratio-mismatch.js';
import type { SampleRatioResult } from './sample-ratio-mismatch.js';

interface Oracle {
  cases: { id: string; observed: number[]; weights: number[]; expected: Record<string, Figure> }[];
}

const FIGURES: Record<string, (result: SampleRatioResult) => unknown> = {
  chi2: (result) => result.chiSquare,
  df: (result) => result.degreesOfFreedom,
  p: (result) => result.pValue,
  'flag_p_lt_0.001': (result) => result.pValue < 0.001,
  'flag_p_lt_0.01': (result) => result.pValue < 0.01,
};

function sharesOf(weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

describe('sample ratio mismatch against R', () => {
  it.each(readOracle<Oracle>('srm').cases)('$id', ({ observed, weights, expected }) => {
    expectFigures(sampleRatioMismatch({ observed, expectedShares: sharesOf(weights) }), expected, FIGURES, 1e-9);
  });
});

describe('the sample ratio', () => {
  const half = [0.5, 0.5];

  it('of Cookie Cats is suspect at 1 % but not at 0.1 %, so a verdict states its threshold', () => {
    const { pValue } = sampleRatioMismatch({ observed: [44700, 45489], expectedShares: half });
    expect(pValue).toBeCloseTo(0.0086, 4);
    expect(pValue < 0.01 && pValue > 0.001).toBe(true);
  });

  it('is sound when the arms are exactly as planned, and does not care about their order', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
        const there = sampleRatioMismatch({ observed: [a, b], expectedShares: [0.1, 0.9] });
        const back = sampleRatioMismatch({ observed: [b, a], expectedShares: [0.9, 0.1] });
        expect(back.pValue).toBeCloseTo(there.pValue, 12);
        expect(sampleRatioMismatch({ observed: [b, b], expectedShares: half }).pValue).toBe(1);
      }),
    );
  });

  it('leaves out an arm that was planned to get nobody', () => {
    expect(sampleRatioMismatch({ observed: [600, 400, 0], expectedShares: [0.5, 0.5, 0] })).toEqual(
      sampleRatioMismatch({ observed: [600, 400], expectedShares: half }),
    );
  });

  it('raises no alarm before anybody came', () => {
    expect(sampleRatioMismatch({ observed: [0, 0], expectedShares: half }).pValue).toBe(1);
  });

  it.each([
    ['shares that do not sum to 1', [10, 10], [0.5, 0.6], 'expectedShares must sum to 1'],
    ['a negative share', [10, 10], [1.5, -0.5], 'expectedShares[1] must not be negative'],
    ['a negative count', [10, -1], half, 'observed[1] must be a whole number of 0 or more'],
    ['a count that is no number', [10, Number.NaN], half, 'observed[1] must be a whole number'],
    ['a share that is no number', [10, 10], [0.5, Number.NaN], 'expectedShares[1] must be a finite number'],
    ['more arms than shares', [10, 10, 10], half, '3 arms were counted but 2 shares were planned'],
  ])('refuses %s', (_, observed, expectedShares, message) => {
    expect(() => sampleRatioMismatch({ observed, expectedShares })).toThrow(RangeError);
    expect(() => sampleRatioMismatch({ observed, expectedShares })).toThrow(message);
  });
});
