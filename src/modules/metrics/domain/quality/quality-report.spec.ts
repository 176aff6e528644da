import { describe, expect, it } from '@jest/globals';

import { unitFactor } from './quality-report.js';

describe('a suspected unit', () => {
  it.each([
    [14.2, 0.14, 100],
    [0.14, 14.2, 1 / 100],
    [1.1, 0.001, 1_000],
    [9_000, 0.95, 10_000],
    [50, 1, undefined],
    [2, 1, undefined],
    [0, 1, undefined],
    [1, 0, undefined],
  ])('a median of %p after one of %p is off by %p', (median, around, factor) => {
    expect(unitFactor(median, around)).toBe(factor);
  });
});
