import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectFigures, readOracle } from '../../../test/support/oracle.js';
import type { Figure } from '../../../test/support/oracle.js';
import { adjustPValues } from './multiple-comparisons.js';
import type { Adjustment } from './multiple-comparisons.js';

interface Oracle {
  cases: { id: string; p: number[]; expected: Record<string, Figure> }[];
}

const by = (adjustment: Adjustment) => (p: number[]) => adjustPValues(p, adjustment);

const METHODS: Record<string, (p: number[]) => number[]> = {
  bonferroni: by('bonferroni'),
  sidak: by('sidak'),
  holm: by('holm'),
  hochberg: by('hochberg'),
  bh: by('benjamini-hochberg'),
  by: by('benjamini-yekutieli'),
};

/** R's Šidák values are 1 - (1-p)^m, which loses digits for tiny p. */
const ROUNDED_IN_R = ['sidak'];

describe('adjusted p-values against R', () => {
  it.each(readOracle<Oracle>('multiple_comparisons').cases)('$id', ({ p, expected }) => {
    for (const [name, figure] of Object.entries(expected)) {
      expectFigures(p, { [name]: figure }, METHODS, ROUNDED_IN_R.includes(name) ? 1e-7 : 1e-9);
    }
  });
});

describe('adjusting p-values', () => {
  const anyPValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it('never lowers one, keeps their order, and stays at or below Bonferroni', () => {
    fc.assert(
      fc.property(anyPValues, fc.constantFrom<Adjustment>('holm', 'hochberg', 'benjamini-hochberg'), (p, method) => {
        const adjusted = adjustPValues(p, method);
        const bonferroni = adjustPValues(p, 'bonferroni');
        adjusted.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(p[i]! * (1 - 1e-15));
          expect(value).toBeLessThanOrEqual(bonferroni[i]! * (1 + 1e-15));
          p.forEach((other, j) => {
            if (other < p[i]!) expect(adjusted[j]!).toBeLessThanOrEqual(value);
          });
        });
      }),
    );
  });

  it('refuses what is no probability', () => {
    expect(() => adjustPValues([0.1, 1.2], 'holm')).toThrow('pValues[1] must lie between 0 and 1, got 1.2');
    expect(() => adjustPValues([Number.NaN], 'holm')).toThrow(RangeError);
  });
});
