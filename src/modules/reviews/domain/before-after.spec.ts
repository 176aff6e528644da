import { describe, expect, it } from '@jest/globals';

import { compareMeans, meanOf, reaches } from './before-after.js';

describe('before and after', () => {
  it('tells 85 % → 92 % as 7 points more, and the target reached', () => {
    const compared = compareMeans(85, 92, 'up', 92);
    expect(compared).toMatchObject({ difference: 7, rightDirection: true, targetReached: true });
    expect(compared.relative).toBeCloseTo(0.0824, 4);
  });

  it('counts a fall as right where less is better', () => {
    expect(compareMeans(12, 9, 'down', 10)).toMatchObject({
      difference: -3,
      relative: -0.25,
      rightDirection: true,
      targetReached: true,
    });
    expect(compareMeans(12, 13, 'down', 10)).toMatchObject({ rightDirection: false, targetReached: false });
  });

  it('does not take standing still, nor a difference of rounding, for movement', () => {
    expect(compareMeans(0.3, 0.3, 'up', null).rightDirection).toBe(false);
    expect(compareMeans(0.3, 0.1 + 0.2, 'up', null).rightDirection).toBe(false);
  });

  it('does not miss a target by rounding', () => {
    expect(reaches(0.1 + 0.7, 0.8, 'up')).toBe(true);
    expect(reaches(0.79, 0.8, 'up')).toBe(false);
  });

  it('has no share of 0, is a share of the size of a negative mean, and judges no target that is not set', () => {
    expect(compareMeans(0, 5, 'up', null)).toMatchObject({ relative: null, targetReached: null });
    expect(compareMeans(-10, -5, 'up', null)).toMatchObject({ relative: 0.5, rightDirection: true });
  });

  it('has no mean of nothing', () => {
    expect(meanOf([])).toBeNull();
    expect(meanOf([{ start: '2026-11-01T00:00:00Z', label: '2026-11-01', value: 4 }])).toBe(4);
  });
});
