import { describe, expect, it } from '@jest/globals';

import { isLate, movedTo, newDeadline, resumed, stopped, unflaggedUnlessLate } from './deadline.js';

describe('a deadline', () => {
  const promised = newDeadline('2026-11-20');

  it('is in time on its day and late on the next', () => {
    expect(isLate(promised, '2026-11-20')).toBe(false);
    expect(isLate(promised, '2026-11-21')).toBe(true);
  });

  it('counts a slip for every later day, none for an earlier one, and remembers the first', () => {
    const later = movedTo(promised, '2026-11-25');
    const sooner = movedTo(later, '2026-11-22');
    const again = movedTo(sooner, '2026-11-23');
    expect(again).toMatchObject({ dueOn: '2026-11-23', originalDueOn: '2026-11-20', slips: 2 });
  });

  it('moves by the days its clock stood, over a month’s end too, without a slip', () => {
    const standing = stopped(promised, '2026-11-18');
    expect(isLate(standing, '2026-12-24')).toBe(false);
    expect(resumed(standing, '2026-12-02')).toMatchObject({ dueOn: '2026-12-04', stoppedOn: null, slips: 0 });
  });

  it('stops once: stopping it again does not forget since when', () => {
    expect(stopped(stopped(promised, '2026-11-18'), '2026-11-19').stoppedOn).toBe('2026-11-18');
  });

  it('is as late after standing still as before, so its flag stays', () => {
    const flagged = { ...promised, overdueSince: '2026-11-21' };
    const resumedLate = resumed(stopped(flagged, '2026-11-23'), '2026-11-30');
    expect(resumedLate.dueOn).toBe('2026-11-27');
    expect(unflaggedUnlessLate(resumedLate, '2026-11-30').overdueSince).toBe('2026-11-21');
  });
});
