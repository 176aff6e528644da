import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, exceptionDays, MONDAY_TO_FRIDAY, workingCalendar } from '../../../kernel/time/index.js';
import { datesBetween, dueOn, nextDate, type Recurrence } from './recurrence.js';

const MONTHLY: Recurrence = {
  frequency: 'monthly',
  every: 1,
  weekdays: [],
  dayOfMonth: 5,
  month: null,
  startsOn: '2026-01-01',
  endsOn: null,
};
/** 1 to 8 October are free, the 10th (a Saturday) is made up. */
const week = workingCalendar(MONDAY_TO_FRIDAY, [
  exceptionDays(
    new Map([
      ...Array.from({ length: 8 }, (_, n) => [`2026-10-0${n + 1}`, 'off'] as const),
      ['2026-10-10', 'work'] as const,
    ]),
  ),
]);
const first = (count: number, rule: Partial<Recurrence>, after = '2025-12-31') =>
  datesBetween({ ...MONTHLY, ...rule }, after, '9999-12-31', week, count);

describe('what comes round', () => {
  it.each<[string, Partial<Recurrence>, string[]]>([
    ['on the 5th of each month', {}, ['2026-01-05', '2026-02-05', '2026-03-05']],
    ['on the last day where a month is shorter', { dayOfMonth: 31 }, ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['on 29 February', { frequency: 'yearly', month: 2, dayOfMonth: 29, startsOn: '2027-01-01' }, ['2027-02-28', '2028-02-29', '2029-02-28']],
    ['not before it starts', { startsOn: '2026-01-06' }, ['2026-02-05', '2026-03-05', '2026-04-05']],
    ['every second month', { every: 2 }, ['2026-01-05', '2026-03-05', '2026-05-05']],
    ['in the second month of each quarter', { frequency: 'quarterly', month: 2, dayOfMonth: 15 }, ['2026-02-15', '2026-05-15', '2026-08-15']],
    ['over the end of a year', { frequency: 'quarterly', month: 3, dayOfMonth: 31, startsOn: '2026-12-01' }, ['2026-12-31', '2027-03-31', '2027-06-30']],
    ['on Tuesdays and Fridays', { frequency: 'weekly', weekdays: [2, 5] }, ['2026-01-02', '2026-01-06', '2026-01-09']],
    ['every second Tuesday', { frequency: 'weekly', weekdays: [2], every: 2, startsOn: '2026-01-05' }, ['2026-01-06', '2026-01-20', '2026-02-03']],
    ['every ten working days', { frequency: 'working_days', every: 10, startsOn: '2026-09-21' }, ['2026-09-21', '2026-10-12', '2026-10-26']],
  ])('comes %s', (_, rule, dates) => {
    expect(first(3, rule)).toEqual(dates);
  }); // prettier-ignore

  it('ends', () => {
    expect(first(9, { endsOn: '2026-03-04' })).toEqual(['2026-01-05', '2026-02-05']);
    expect(nextDate({ ...MONTHLY, endsOn: '2026-03-04' }, '2026-02-05', week)).toBeNull();
  });

  it('goes to the next or the day before, stays, or is left out where nobody works', () => {
    expect(dueOn('2026-10-05', 'next', week)).toBe('2026-10-09');
    expect(dueOn('2026-10-05', 'previous', week)).toBe('2026-09-30');
    expect(dueOn('2026-10-05', 'keep', week)).toBe('2026-10-05');
    expect(dueOn('2026-10-05', 'skip', week)).toBeNull();
    expect(dueOn('2026-10-10', 'skip', week)).toBe('2026-10-10');
  });

  it('stays where it is in a calendar without a working day', () => {
    expect(dueOn('2026-10-05', 'next', workingCalendar([]))).toBe('2026-10-05');
    expect(nextDate({ ...MONTHLY, frequency: 'working_days', every: 3 }, '2026-10-05', workingCalendar([]))).toBe(
      '2026-10-08',
    );
  });

  it('comes in order, each date once, and the same wherever one begins to ask', () => {
    const rules = fc.record({
      frequency: fc.constantFrom('weekly', 'monthly', 'quarterly', 'yearly' as const),
      every: fc.integer({ min: 1, max: 6 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      dayOfMonth: fc.integer({ min: 1, max: 31 }),
      month: fc.integer({ min: 1, max: 3 }),
      startsOn: fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2024-01-01', days)),
      endsOn: fc.constant(null),
    });
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 9 }), (rule, at) => {
        const dates = datesBetween(rule as Recurrence, '2023-12-31', '9999-12-31', week, 12);
        expect(dates).toEqual([...new Set(dates)].sort());
        expect(dates.every((date) => date >= rule.startsOn)).toBe(true);
        const since = dates[at] ?? '';
        expect(datesBetween(rule as Recurrence, since, '9999-12-31', week, 2)).toEqual(dates.slice(at + 1, at + 3));
      }),
      { numRuns: 200 },
    );
  });
});
