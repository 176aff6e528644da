import { describe, expect, it } from '@jest/globals';

import {
  dueStanding,
  isLate,
  lateFrom,
  lateUpTo,
  movedTo,
  newDeadline,
  remindOn,
  resumed,
  stopped,
  unflaggedUnlessLate,
} from './deadline.js';
import { addDays } from './local-date.js';
import { exceptionDays, MONDAY_TO_FRIDAY, spansOff, workingCalendar } from './working-calendar.js';

/** Thursday and Friday of that week are a holiday, made up for on the Saturday. */
const week = workingCalendar(MONDAY_TO_FRIDAY, [
  exceptionDays(
    new Map([
      ['2026-11-26', 'off'],
      ['2026-11-27', 'off'],
      ['2026-11-28', 'work'],
    ]),
  ),
]);

describe('a deadline', () => {
  /** A Friday. */
  const promised = newDeadline('2026-11-20');

  it('is in time on its day and over the weekend, and late on the next working day', () => {
    expect(['2026-11-20', '2026-11-22', '2026-11-23'].map((day) => isLate(promised, day, week))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    ['2026-11-18', '2026-11-19'],
    ['2026-11-21', '2026-11-24'],
    ['2026-11-25', '2026-11-28'],
    ['2026-11-26', '2026-11-30'],
    ['2026-11-28', '2026-11-30'],
  ])('due on %s is late from %s', (dueOn, late) => expect(lateFrom(dueOn, week)).toBe(late));

  it('due in an absence is due on the first day back', () => {
    const away = workingCalendar(MONDAY_TO_FRIDAY, [spansOff([{ fromOn: '2026-11-16', toOn: '2026-11-27' }])]);
    expect(lateFrom('2026-11-18', away)).toBe('2026-12-01');
    expect(remindOn('2026-11-18', away)).toBe('2026-11-13');
  });

  it('is never late for somebody who works on no day at all', () => {
    expect(isLate(promised, '2028-11-20', workingCalendar([]))).toBe(false);
  });

  it('is late on a day exactly when it was due by the day that is told for all', () => {
    for (const today of ['2026-11-22', '2026-11-23', '2026-11-26', '2026-11-28', '2026-11-29', '2026-11-30']) {
      for (let back = 0; back < 14; back += 1) {
        const dueOn = addDays(today, -back);
        expect([today, dueOn, dueOn <= (lateUpTo(today, week) ?? '')]).toEqual([
          today,
          dueOn,
          isLate(newDeadline(dueOn), today, week),
        ]);
      }
    }
    expect(lateUpTo('2026-11-23', workingCalendar([]))).toBeNull();
  });

  it('says by how many working days it is overdue', () => {
    const standing = (day: string) => dueStanding(promised, day, week);
    expect(standing('2026-11-19')).toEqual({ state: 'upcoming', overdueDays: 0 });
    expect(standing('2026-11-20')).toEqual({ state: 'due_today', overdueDays: 0 });
    expect(standing('2026-11-22')).toEqual({ state: 'due_today', overdueDays: 0 });
    expect(standing('2026-11-23')).toEqual({ state: 'overdue', overdueDays: 1 });
    expect(standing('2026-11-28')).toEqual({ state: 'overdue', overdueDays: 4 });
  });

  it('counts a slip for every later day, none for an earlier one, and remembers the first', () => {
    const later = movedTo(promised, '2026-11-25');
    const sooner = movedTo(later, '2026-11-22');
    const again = movedTo(sooner, '2026-11-23');
    expect(again).toMatchObject({ dueOn: '2026-11-23', originalDueOn: '2026-11-20', slips: 2 });
  });

  it('moves by the working days its clock stood, without a slip', () => {
    const standing = stopped(promised, '2026-11-18');
    expect(isLate(standing, '2026-12-24', week)).toBe(false);
    expect(resumed(standing, '2026-12-02', week)).toMatchObject({ dueOn: '2026-12-04', stoppedOn: null, slips: 0 });
    expect(resumed(stopped(promised, '2026-11-21'), '2026-11-22', week)).toMatchObject({ dueOn: '2026-11-20' });
  });

  it('stops once: stopping it again does not forget since when', () => {
    expect(stopped(stopped(promised, '2026-11-18'), '2026-11-19').stoppedOn).toBe('2026-11-18');
  });

  it('is as late after standing still as before, so its flag stays', () => {
    const flagged = { ...promised, overdueSince: '2026-11-23' };
    const resumedLate = resumed(stopped(flagged, '2026-11-24'), '2026-12-01', week);
    expect(resumedLate.dueOn).toBe('2026-11-28');
    expect(unflaggedUnlessLate(resumedLate, '2026-12-01', week).overdueSince).toBe('2026-11-23');
  });
});
