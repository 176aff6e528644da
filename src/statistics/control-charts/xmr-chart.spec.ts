import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigure, expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { autocorrelation } from '../time-series/autocorrelation.js';
import { runRuleHits } from './run-rules.js';
import type { RunRule } from './run-rules.js';
import { xmrChart } from './xmr-chart.js';
import type { XmrMethod } from './xmr-chart.js';

type Expected = Record<string, Figure | Record<string, Figure>>;

interface Oracle {
  constants: Record<string, Figure>;
  cases: { id: string; values: number[]; baseline_n: number; n: number; expected: Expected }[];
}

interface Question {
  values: number[];
  baseline: number;
}

const chartOf = (method: XmrMethod, { values, baseline }: Question) => xmrChart(values, { method, baseline });
const oneBased = (indices: number[]): number[] => indices.map((index) => index + 1);

const limitsBy = (method: XmrMethod): Record<string, (question: Question) => unknown> => ({
  sigma: (q) => chartOf(method, q).sigma,
  sd: (q) => chartOf(method, q).sigma,
  ucl: (q) => chartOf(method, q).limits[0]!.upper,
  lcl: (q) => chartOf(method, q).limits[0]!.lower,
  mr_ucl: (q) => chartOf(method, q).movingRangeUpper,
});

const hits =
  (rule: RunRule, method: XmrMethod = 'exact') =>
  (q: Question): number[] =>
    oneBased(runRuleHits(q.values, chartOf(method, q), [rule]).map((hit) => hit.index));

const RULES: Record<string, RunRule> = {
  beyond3: 'beyond-three-sigma',
  two_of_three_2s: 'two-of-three-beyond-two-sigma',
  four_of_five_1s: 'four-of-five-beyond-one-sigma',
  run8: 'eight-on-one-side',
  run9: 'nine-on-one-side',
  trend6: 'six-trending',
  alternate14: 'fourteen-alternating',
  hug15: 'fifteen-within-one-sigma',
  mixture8: 'eight-outside-one-sigma',
};

const FIGURES: Record<string, (question: Question) => unknown> = {
  center: (q) => chartOf('exact', q).centre,
  mr_bar: (q) => chartOf('exact', q).meanMovingRange,
  mr_median: (q) => chartOf('exact', q).medianMovingRange,
  lag1_autocorr: ({ values, baseline }) => autocorrelation(values.slice(0, baseline)),
  mr_beyond_ucl_1based: (q) => oneBased(chartOf('exact', q).beyondRange),
  'rules_same_with_1.128': (q) =>
    Object.values(RULES).every((rule) => `${hits(rule)(q)}` === `${hits(rule, 'rounded')(q)}`),
};

const GROUPS: Record<string, Record<string, (question: Question) => unknown>> = {
  exact_d2: limitsBy('exact'),
  'd2_1.128_qcc': limitsBy('rounded'),
  'wheeler_2.66': limitsBy('wheeler'),
  'median_mr_3.145': limitsBy('median'),
  sd_based: limitsBy('standard-deviation'),
  rules_1based: Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [name, hits(rule)])),
};

const isGroup = (figure: Expected[string]): figure is Record<string, Figure> =>
  figure !== null && typeof figure === 'object' && !Array.isArray(figure);

describe('XmR charts against R', () => {
  it.each(readOracle<Oracle>('spc_xmr').cases)('$id', ({ values, baseline_n: baseline, n, expected }) => {
    expect(values).toHaveLength(n);
    for (const [name, figure] of Object.entries(expected)) {
      if (!isGroup(figure)) expectFigures({ values, baseline }, { [name]: figure }, FIGURES, 1e-9);
      else if (GROUPS[name]) expectFigures({ values, baseline }, figure, GROUPS[name], 1e-9);
      else throw new Error(`nothing computes ${name}`);
    }
  });

  it('with the exact constants', () => {
    const one = xmrChart([0, 1], { method: 'exact' });
    const d2 = 3 / (one.limits[0]!.upper - one.centre);
    const constants = { d2_exact: d2, d3_exact: ((one.movingRangeUpper - 1) / 3) * d2, D4_exact: one.movingRangeUpper };
    expect(Object.keys(readOracle<Oracle>('spc_xmr').constants).sort()).toEqual(Object.keys(constants).sort());
    expectFigure('constants', Object.values(constants), Object.values(readOracle<Oracle>('spc_xmr').constants), 1e-12);
  });
});

describe('the XmR chart', () => {
  const anySeries = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 });

  it('says which constant it used, because 2.66, 3/1.128 and the exact one differ in the fifth digit', () => {
    const values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    const upper = (method: XmrMethod): string => xmrChart(values, { method }).limits[0]!.upper.toFixed(4);
    expect([upper('wheeler'), upper('rounded'), upper('exact')]).toEqual(['55.8049', '55.8041', '55.8024']);
    expect(xmrChart(values).method).toBe('wheeler');
  });

  it('keeps its limits when more values follow a frozen baseline', () => {
    fc.assert(
      fc.property(anySeries, anySeries, (first, later) => {
        const frozen = xmrChart([...first, ...later], { baseline: first.length });
        const alone = xmrChart(first);
        expect([frozen.centre, frozen.sigma]).toEqual([alone.centre, alone.sigma]);
        expect(frozen.values).toHaveLength(first.length + later.length);
      }),
    );
  });

  it('moves and stretches with its values', () => {
    fc.assert(
      fc.property(
        anySeries,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -99, max: 99 }),
        (values, factor, shift) => {
          const chart = xmrChart(values);
          const moved = xmrChart(values.map((value) => factor * value + shift));
          expectFigure('upper', moved.limits[0]!.upper, factor * chart.limits[0]!.upper + shift, 1e-9, 1e-9);
          expectFigure('sigma', moved.sigma, factor * chart.sigma, 1e-9, 1e-9);
        },
      ),
    );
  });

  it('refuses a series or a baseline that is too short', () => {
    expect(() => xmrChart([1])).toThrow('values must hold at least 2 numbers, got 1');
    expect(() => xmrChart([1, 2, 3], { baseline: 1 })).toThrow('baseline must be a whole number of 2 or more');
    expect(() => xmrChart([1, 2, 3], { baseline: 4 })).toThrow('baseline 4 is longer than the 3 values');
    expect(() => xmrChart([1, Number.NaN])).toThrow('values[1] must be a finite number');
  });
});
