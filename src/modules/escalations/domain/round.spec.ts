import { describe, expect, it } from '@jest/globals';

import { roundEnd, type RoundState, type SubjectState } from './round.js';

const NOW = new Date('2026-11-25T02:00:00Z');
const CHANGED = new Date('2026-11-25T01:00:00Z');
const EARLIER = new Date('2026-11-24T16:00:00Z');

const ROUND: RoundState = { owedBy: 'ana', dueOn: '2026-11-17', slips: 1, promiseEnds: null };
const LATE: SubjectState = {
  isOwed: true,
  isLate: true,
  isItemOver: false,
  stands: false,
  wentOnAt: null,
  owedBy: 'ana',
  dueOn: '2026-11-17',
  slips: 1,
};
const end = (subject: Partial<SubjectState>, round: Partial<RoundState> = {}) =>
  roundEnd({ ...ROUND, ...round }, { ...LATE, ...subject }, NOW, CHANGED);

describe('a round', () => {
  it.each([
    ['goes on while nothing changes', {}, {}, null],
    ['ends when the work is finished', { isOwed: false, isLate: false }, {}, { reason: 'finished', nextFrom: null }],
    ['ends when it is late no more', { isLate: false, slips: 2 }, {}, { reason: 'not_late', nextFrom: null }],
    ['ends with its item', { isItemOver: true }, {}, { reason: 'item_over', nextFrom: null }],
    ['is followed when put off and late', { slips: 2 }, {}, { reason: 'put_off', nextFrom: CHANGED }],
    ['is followed when given on', { owedBy: 'ben' }, {}, { reason: 'reassigned', nextFrom: CHANGED }],
    ['goes on when nobody owed it before', { owedBy: 'ben' }, { owedBy: null }, null],
    ['is followed after a promise', {}, { promiseEnds: EARLIER }, { reason: 'promise_broken', nextFrom: EARLIER }],
    ['waits for the end of a promise', {}, { promiseEnds: new Date(NOW.getTime() + 1) }, null],
    ['judges no promise while the clock stands', { stands: true }, { promiseEnds: EARLIER }, null],
  ] as const)('%s', (_, subject, round, expected) => {
    expect(end(subject, round)).toEqual(expected);
  });

  it('gives a promise that ran out during a hold its grace from the resumption', () => {
    const resumedAt = new Date('2026-11-25T00:30:00Z');
    const ended = end({ wentOnAt: resumedAt }, { promiseEnds: EARLIER });
    expect(ended).toEqual({ reason: 'promise_broken', nextFrom: resumedAt });
  });

  it('counts a hold that was over before the promise ran out for nothing', () => {
    const before = new Date(EARLIER.getTime() - 1);
    expect(end({ wentOnAt: before }, { promiseEnds: EARLIER })).toMatchObject({ nextFrom: EARLIER });
  });
});
