import { describe, expect, it } from '@jest/globals';

import { someOf } from './failure-reports.js';

describe('a report of what failed', () => {
  it.each([
    [['b'], 'b'],
    [['b', 'a', 'b'], 'a, b'],
    [['d', 'c', 'b', 'a'], 'a, b, c …'],
  ])('names of %j each once, and no more than a sentence carries', (names, told) => {
    expect(someOf(names)).toBe(told);
  });
});
