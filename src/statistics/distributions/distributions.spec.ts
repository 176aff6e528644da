import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigure, readOracle } from '../../../test/support/oracle.js';
import { betaCdf, betaDensity, betaQuantile } from './beta.js';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from './chi-square.js';
import { integrate } from './integrate.js';
import { noncentralTUpperTail } from './noncentral-t.js';
import { logNormalUpperTail, normalCdf, normalDensity, normalQuantile, normalUpperTail } from './normal.js';
import { studentTCdf, studentTQuantile, studentTUpperTail } from './student-t.js';

interface Truth {
  cases: { f: string; args: [number, number, number]; v: string }[];
}

const FUNCTIONS: Record<string, (...args: [number, number, number]) => number> = {
  norm_cdf: normalCdf,
  norm_q: normalQuantile,
  t_sf: studentTUpperTail,
  t_q: studentTQuantile,
  chi2_sf: chiSquareUpperTail,
  chi2_cdf: chiSquareCdf,
  chi2_q: chiSquareQuantile,
  beta_cdf: betaCdf,
  beta_q: betaQuantile,
};

describe('distributions against sixty-digit arithmetic', () => {
  it.each(readOracle<Truth>('dist_truth').cases)('$f($args) is $v to eleven digits', ({ f, args, v }) => {
    const compute = FUNCTIONS[f];
    if (!compute) throw new Error(`nothing computes ${f}`);
    expectFigure(f, compute(...args), Number(v), 1e-11);
  });
});

const anyProbability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const anyShape = fc.double({ min: 0.1, max: 2000, noNaN: true });

describe('quantiles', () => {
  it('lead back to the probability they were asked for', () => {
    fc.assert(
      fc.property(anyProbability, anyShape, anyShape, (p, a, b) => {
        expectFigure('normal', normalCdf(normalQuantile(p)), p, 1e-12);
        expectFigure('t', studentTCdf(studentTQuantile(p, a), a), p, 1e-11);
        expectFigure('chi-square', chiSquareCdf(chiSquareQuantile(p, a), a), p, 1e-11);
        // where the answer is 1 less a few units in the last place, no double leads back exactly
        const x = betaQuantile(p, a, b);
        if (x < 0.999) expectFigure('beta', betaCdf(x, a, b), p, 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('of a tiny probability keep its digits', () => {
    expectFigure('t', studentTCdf(studentTQuantile(1e-40, 7), 7), 1e-40, 1e-11);
    expectFigure('normal', normalCdf(normalQuantile(1e-300)), 1e-300, 1e-11);
    expectFigure('chi-square', chiSquareCdf(chiSquareQuantile(1e-40, 7), 7), 1e-40, 1e-11);
    expectFigure('beta', betaCdf(betaQuantile(1e-40, 3, 9), 3, 9), 1e-40, 1e-11);
  });

  it('of certainty and impossibility are the ends of the scale', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });

  it('of something that is no probability are refused', () => {
    for (const p of [-0.1, 1.1, Number.NaN]) {
      expect(() => normalQuantile(p)).toThrow(RangeError);
      expect(() => studentTQuantile(p, 5)).toThrow(RangeError);
      expect(() => chiSquareQuantile(p, 5)).toThrow(RangeError);
      expect(() => betaQuantile(p, 2, 3)).toThrow(RangeError);
    }
    expect(() => studentTQuantile(0.5, 0)).toThrow('df must be a number above 0');
  });
});

describe('tails', () => {
  it('of the normal distribution mirror each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 37, noNaN: true }), (x) => {
        expect(normalUpperTail(x)).toBe(normalCdf(-x));
        expectFigure('both tails', normalUpperTail(x) + normalCdf(x), 1, 1e-15);
      }),
    );
  });

  it('too small for a double still have a logarithm', () => {
    expect(normalUpperTail(50)).toBe(0);
    expectFigure('ln tail', logNormalUpperTail(50), -1254.8313611394505, 1e-12);
  });

  it('of t with endless degrees of freedom are those of the normal distribution', () => {
    expectFigure('t', studentTUpperTail(1.96, 1e12), normalUpperTail(1.96), 1e-9);
  });

  it('of the noncentral t without shift are those of Student', () => {
    for (const df of [1, 3, 38, 4521]) {
      expectFigure(`df ${df}`, noncentralTUpperTail(2, df, 0), studentTUpperTail(2, df), 1e-10);
    }
  });
});

describe('densities', () => {
  it('add up to one', () => {
    expectFigure('normal', integrate(normalDensity, -12, 12), 1, 1e-12);
    expectFigure(
      'beta',
      integrate((x) => betaDensity(x, 2.5, 7), 0, 1),
      1,
      1e-12,
    );
    expectFigure(
      'beta, open ends',
      integrate((x) => betaDensity(x, 0.5, 0.5), 0, 1),
      1,
      1e-7,
    );
  });
});
