import { describe, expect, it } from '@jest/globals';

import { expectFigure } from '../../../test/support/oracle.js';
import { fisherFUpperTail } from './fisher-f.js';
import { studentTTwoSided } from './student-t.js';

describe('the tail of F', () => {
  it('is the two-sided tail of t for one degree between', () => {
    for (const [t, freedom] of [
      [0.3, 4],
      [2.1, 11],
      [9, 60],
      [40, 1000],
    ] as const) {
      expectFigure(`${t}`, fisherFUpperTail(t * t, 1, freedom), studentTTwoSided(t, freedom), 1e-11);
    }
  });

  it('has the tabled 5 % and 1 % points', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.3
    expectFigure('5 %', fisherFUpperTail(3.326, 5, 10), 0.05, 0, 2e-5);
    expectFigure('1 %', fisherFUpperTail(5.636, 5, 10), 0.01, 0, 2e-5);
    expect(fisherFUpperTail(0, 3, 9)).toBe(1);
    expect(() => fisherFUpperTail(1, 0, 9)).toThrow('between must be a number above 0');
  });
});
