import { describe, expect, it } from '@jest/globals';

import { problemsOfSpan } from './day-span.js';

const NAME = { from: 'afterFrom', to: 'afterTo' };

describe('a span of days', () => {
  it('may be a single day or a year and a day', () => {
    expect(problemsOfSpan({ from: '2026-11-01', to: '2026-11-01' }, NAME)).toEqual([]);
    expect(problemsOfSpan({ from: '2025-11-01', to: '2026-11-02' }, NAME)).toEqual([]);
  });

  it('must not end before it begins, nor last longer than that', () => {
    expect(problemsOfSpan({ from: '2026-11-02', to: '2026-11-01' }, NAME)).toMatchObject([
      { field: 'afterTo', code: 'ends_before_it_begins' },
    ]);
    expect(problemsOfSpan({ from: '2025-11-01', to: '2026-11-03' }, NAME)).toMatchObject([
      { field: 'afterTo', code: 'too_long' },
    ]);
  });
});
