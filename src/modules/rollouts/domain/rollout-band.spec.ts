import { describe, expect, it } from '@jest/globals';

import { judgeWindow } from './rollout-band.js';

function window(...values: number[]) {
  return values.map((value, index) => ({ label: `2026-11-0${index + 1}`, value }));
}

describe('the watch window after full launch', () => {
  it('is calm while each period lies within 3 % of the mean of the window', () => {
    const judged = judgeWindow(window(20, 20.4, 19.6), 0.03, 3);
    expect(judged).toMatchObject({ mean: 20, complete: true, inside: true });
    expect(judged.periods.map(({ deviation }) => deviation?.toFixed(4))).toEqual(['0.0000', '0.0200', '-0.0200']);
  });

  it('counts a period on the very edge as inside, although 1.03 − 1 is a little more than 0.03', () => {
    expect(judgeWindow(window(0.97, 1, 1.03), 0.03, 3).inside).toBe(true);
    expect(judgeWindow(window(0.969, 1, 1.031), 0.03, 3).inside).toBe(false);
  });

  it('is not calm for one period that strays, and says which', () => {
    const judged = judgeWindow(window(20, 20, 20, 22), 0.03, 3);
    expect(judged.inside).toBe(false);
    expect(judged.periods.filter(({ inside }) => !inside).map(({ label }) => label)).toEqual(['2026-11-04']);
  });

  it('is incomplete below the periods it takes, however calm', () => {
    expect(judgeWindow(window(20, 20), 0.03, 3)).toMatchObject({ complete: false, inside: true });
  });

  it('has no mean and is not inside without a period', () => {
    expect(judgeWindow([], 0.03, 3)).toMatchObject({ mean: null, complete: false, inside: false, periods: [] });
  });

  it('measures relative to the size of a negative mean', () => {
    expect(judgeWindow(window(-10, -10.2, -9.8), 0.03, 3).inside).toBe(true);
    expect(judgeWindow(window(-10, -12, -8), 0.03, 3).inside).toBe(false);
  });

  it('has no share of a mean of 0: only 0 itself is inside', () => {
    expect(judgeWindow(window(0, 0, 0), 0.03, 3).inside).toBe(true);
    const judged = judgeWindow(window(1, 0, -1), 0.03, 3);
    expect(judged.periods.map(({ deviation, inside }) => [deviation, inside])).toEqual([
      [null, false],
      [0, true],
      [null, false],
    ]);
  });
});
