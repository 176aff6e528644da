import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { bestSplit, meanShifts, noiseOf } from './mean-shifts.js';
import { optimalPartition } from './optimal-partition.js';
import { squaredErrorCost } from './segment-costs.js';
import { stableMeanTest, structuralBreaks, supremumF } from './structural-breaks.js';

interface Oracle {
  cases: { id: string; values: number[]; n: number; expected: Record<string, Figure> }[];
}

// the last index of the earlier segment counted from 1, as R gives it, is the start of the later one counted from 0
const FIGURES: Record<string, (values: number[]) => unknown> = {
  robust_sd_mad_diff: noiseOf,
  amoc_l2_best_split_1based: (values) => bestSplit(values).start,
  amoc_gain_over_sigma2: (values) => bestSplit(values).gain,
  mean_before: (values) => bestSplit(values).before,
  mean_after: (values) => bestSplit(values).after,
  amoc_manual_2logn: (values) =>
    bestSplit(values).gain > 2 * Math.log(values.length) ? [bestSplit(values).start] : [],
  pelt_mean_scaled_pen_2logn: (values) => meanShifts(values, { minSegment: 1 }).shifts,
  pelt_mean_scaled_MBIC: (values) => meanShifts(values, { minSegment: 1, penalty: 'modified-bic' }).shifts,
  pelt_meanvar_MBIC: (values) =>
    meanShifts(values, { minSegment: 1, penalty: 'modified-bic', change: 'mean-and-variance' }).shifts,
  strucchange_bic_breaks: structuralBreaks,
  supF: supremumF,
  ols_cusum_stat: (values) => stableMeanTest(values).statistic,
  ols_cusum_p: (values) => stableMeanTest(values).pValue,
};

/** Hansen's tabulated p-value and Bai's confidence interval of a break: the product reports neither. */
const NOT_REPORTED = ['supF_p', 'strucchange_ci95'];

describe('changes of level against R', () => {
  it.each(readOracle<Oracle>('changepoint').cases)('$id', ({ values, n, expected }) => {
    expect(values).toHaveLength(n);
    const figures = Object.entries(expected).filter(([name]) => !NOT_REPORTED.includes(name));
    expectFigures(values, Object.fromEntries(figures), FIGURES, 1e-6);
  });
});

describe('mean shifts', () => {
  const spike = readOracle<Oracle>('changepoint').cases.find((c) => c.id === 'single_spike60')!;

  it('do not call a single spike a lasting change', () => {
    expect(meanShifts(spike.values).shifts).toEqual([]);
    expect(meanShifts(spike.values, { minSegment: 1 }).shifts).toEqual([29, 30]);
  });

  it('are where they were after spikes are set aside', () => {
    const nile = readOracle<Oracle>('changepoint').cases.find((c) => c.id === 'nile')!;
    expect(meanShifts(nile.values).shifts).toEqual([28]);
  });

  it('are none in a series that never moves, and found in one whose noise is mostly zero', () => {
    expect(meanShifts([5, 5, 5, 5, 5, 5]).shifts).toEqual([]);
    expect(meanShifts([...Array<number>(10).fill(1), ...Array<number>(10).fill(9)]).shifts).toEqual([10]);
  });

  it('report the level of every segment', () => {
    const { segments } = meanShifts([1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12]);
    expect(segments).toEqual([
      { start: 0, end: 6, mean: 1.5 },
      { start: 6, end: 12, mean: 11.5 },
    ]);
  });

  it('refuse too short a series', () => {
    expect(() => meanShifts([1])).toThrow('values must hold at least 2 numbers');
    expect(() => meanShifts([1, 2], { minSegment: 0 })).toThrow('minSegment must be a whole number of 1 or more');
  });
});

describe('the pruned partition', () => {
  /** Every cut tried, without pruning. */
  function cheapest(
    n: number,
    minSegment: number,
    cost: (start: number, end: number) => number,
    penalty: number,
  ): number {
    const best = [-penalty];
    for (let end = 1; end <= n; end += 1) {
      const totals = best.flatMap((total, start) =>
        end - start >= minSegment ? [total + cost(start, end) + penalty] : [],
      );
      best[end] = Math.min(Infinity, ...totals);
    }
    return best[n]!;
  }

  it('is as cheap as the best of all cuts', () => {
    const anySeries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 5 }), (values, minSegment) => {
        fc.pre(values.length >= minSegment);
        const cost = squaredErrorCost(values);
        const bounds = [0, ...optimalPartition(values.length, cost, { penalty: 20, minSegment }), values.length];
        const lengths = bounds.slice(1).map((end, i) => end - bounds[i]!);
        const total = lengths.reduce((sum, length, i) => sum + cost(bounds[i]!, bounds[i]! + length) + 20, -20);
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(minSegment);
        expect(total).toBeCloseTo(cheapest(values.length, minSegment, cost, 20), 9);
      }),
      { numRuns: 300 },
    );
  });
});
