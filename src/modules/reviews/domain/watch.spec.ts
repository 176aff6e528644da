import { describe, expect, it } from '@jest/globals';

import { boundBetween, judgeWatch } from './watch.js';

function days(...values: number[]) {
  return values.map((value, index) => ({ start: `2026-12-0${index + 1}`, label: `2026-12-0${index + 1}`, value }));
}

describe('the watch after closing', () => {
  const band = { better: 'up', bound: boundBetween(15, 20), needed: 3 } as const;

  it('asks that half of what was won stays, whichever way is better', () => {
    expect(boundBetween(15, 20)).toBe(17.5);
    expect(boundBetween(12, 8)).toBe(10);
  });

  it('goes on until it has its periods, and has held then', () => {
    expect(judgeWatch([], band)).toEqual({ state: 'watching', periods: [] });
    expect(judgeWatch(days(19, 18), band).state).toBe('watching');
    expect(judgeWatch(days(19, 18, 17.5), band).state).toBe('held');
  });

  it('is lost with the first period on the wrong side, before all are there', () => {
    const lost = judgeWatch(days(19, 17.4), band);
    expect(lost.state).toBe('lost');
    expect(lost.periods.map(({ inside }) => inside)).toEqual([true, false]);
  });

  it('is lost upwards where less is better', () => {
    const costs = { better: 'down', bound: 10, needed: 2 } as const;
    expect(judgeWatch(days(9, 10.1), costs).state).toBe('lost');
    expect(judgeWatch(days(9, 10), costs).state).toBe('held');
  });

  it('does not look past its periods when it is asked late', () => {
    expect(judgeWatch(days(19, 18, 18, 3), band)).toMatchObject({ state: 'held', periods: { length: 3 } });
  });
});
