import { describe, expect, it } from '@jest/globals';

import { MONDAY_TO_FRIDAY, workingCalendar } from '../../../../kernel/time/index.js';
import { countPeriods } from './count-periods.js';
import { lateFrom } from './freshness.js';

const zone = 'Asia/Shanghai';
const calendar = workingCalendar(MONDAY_TO_FRIDAY);

describe('the periods of a span', () => {
  it.each([
    ['hour', '2026-11-01T00:00:00+08:00', '2026-11-02T00:00:00+08:00', 24],
    ['day', '2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00', 30],
    ['week', '2026-11-02T00:00:00+08:00', '2026-11-30T00:00:00+08:00', 4],
    ['month', '2025-11-01T00:00:00+08:00', '2026-11-01T00:00:00+08:00', 12],
    ['day', '2026-11-02T00:00:00+08:00', '2026-11-01T00:00:00+08:00', 0],
  ] as const)('%ss from %s to %s are %p', (period, from, to, count) => {
    expect(countPeriods(new Date(from), new Date(to), period, zone)).toBe(count);
  });

  it('are 25 hours, and one day, when clocks go back', () => {
    const [from, to] = [new Date('2026-11-01T00:00:00-04:00'), new Date('2026-11-02T00:00:00-05:00')];
    expect(countPeriods(from, to, 'hour', 'America/New_York')).toBe(25);
    expect(countPeriods(from, to, 'day', 'America/New_York')).toBe(1);
  });
});

describe('a value at T+n', () => {
  // 2026-11-20 is a Friday; its period ends when Saturday begins.
  const end = new Date('2026-11-21T00:00:00+08:00');

  it.each([
    [1, 'calendar', '2026-11-22T00:00:00+08:00'],
    [1, 'working', '2026-11-24T00:00:00+08:00'],
    [3, 'working', '2026-11-26T00:00:00+08:00'],
    [0, 'calendar', '2026-11-21T00:00:00+08:00'],
  ] as const)('with n = %p in %s days is late from %s', (days, counted, late) => {
    expect(lateFrom(end, { days, counted, zone, calendar })).toEqual(new Date(late));
  });
});
