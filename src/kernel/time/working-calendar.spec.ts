import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays } from './local-date.js';
import {
  addWorkingDays,
  exceptionDays,
  MONDAY_TO_FRIDAY,
  NoWorkday,
  spansOff,
  type Weekday,
  weekdayOf,
  workdayOnOrAfter,
  workingCalendar,
  workingDaysBetween,
} from './working-calendar.js';

const plainWeek = workingCalendar(MONDAY_TO_FRIDAY);

const anyDay = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2000-01-01', days));
const anyCalendar = fc
  .record({
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[], { minLength: 1 }),
    exceptions: fc.array(fc.tuple(anyDay, fc.constantFrom('off' as const, 'work' as const)), { maxLength: 40 }),
    absences: fc.array(fc.tuple(anyDay, fc.nat(30)), { maxLength: 3 }),
  })
  .map(({ weekdays, exceptions, absences }) =>
    workingCalendar(weekdays, [
      spansOff(absences.map(([fromOn, days]) => ({ fromOn, toOn: addDays(fromOn, days) }))),
      exceptionDays(new Map(exceptions)),
    ]),
  );

describe('a working calendar', () => {
  it('knows the weekday of any day, before 1970 too', () => {
    expect(['1969-12-31', '1970-01-01', '2024-02-29', '2026-11-23', '1900-01-01'].map(weekdayOf)).toEqual([
      3, 4, 4, 1, 1,
    ]);
  });

  it('leads back to where it started when working days are added and then subtracted', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: -300, max: 300 }), (calendar, day, count) => {
        const from = workdayOnOrAfter(calendar, day);
        const there = addWorkingDays(calendar, from, count);
        expect(addWorkingDays(calendar, there, -count)).toBe(from);
        expect(workingDaysBetween(calendar, from, there)).toBe(count);
      }),
      { numRuns: 400 },
    );
  });

  it('adds in two steps what it adds in one', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.nat(80), fc.nat(80), (calendar, day, first, second) => {
        const inSteps = addWorkingDays(calendar, addWorkingDays(calendar, day, first), second);
        expect(inSteps).toBe(addWorkingDays(calendar, day, first + second));
      }),
    );
  });

  it('lets the stronger layer decide: an absence on a make-up working day is an absence', () => {
    const makeUp = exceptionDays(new Map([['2026-10-10', 'work']]));
    const away = spansOff([{ fromOn: '2026-10-09', toOn: '2026-10-12' }]);
    expect(workingCalendar(MONDAY_TO_FRIDAY, [makeUp]).isWorkday('2026-10-10')).toBe(true);
    expect(workingCalendar(MONDAY_TO_FRIDAY, [away, makeUp]).isWorkday('2026-10-10')).toBe(false);
  });

  it('steps over a weekend, a leap day and a year’s end', () => {
    expect(addWorkingDays(plainWeek, '2024-02-28', 1)).toBe('2024-02-29');
    expect(addWorkingDays(plainWeek, '2024-02-29', 1)).toBe('2024-03-01');
    expect(addWorkingDays(plainWeek, '2026-12-31', 1)).toBe('2027-01-01');
    expect(addWorkingDays(plainWeek, '2027-01-04', -2)).toBe('2026-12-31');
    expect(addWorkingDays(plainWeek, '2026-11-21', 0)).toBe('2026-11-21');
  });

  it('says so instead of searching for ever when nobody ever works', () => {
    expect(() => addWorkingDays(workingCalendar([]), '2026-01-01', 1)).toThrow(NoWorkday);
  });
});
