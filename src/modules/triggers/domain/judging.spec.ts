import { describe, expect, it } from '@jest/globals';

import { type ClosedPeriod, isWorse, judge, limitOf, type Terms, windowStart, worseAmong } from './judging.js';

const ZONE = 'Asia/Shanghai';
const TERMS: Terms = {
  k: 3, m: 3, period: 'day', zone: ZONE, countsFrom: null, limit: { value: 10, direction: 'up' },
}; // prettier-ignore

const day = (date: number, value: number): ClosedPeriod => ({
  start: new Date(Date.UTC(2026, 10, date) - 8 * 3_600_000),
  label: `2026-11-${date}`,
  value,
});

describe('judging the closed periods of a rule', () => {
  it('fires when three of the last three are worse, and names every period it looked at', () => {
    const verdict = judge([day(13, 12), day(14, 9), day(15, 8), day(16, 7)], TERMS);
    expect(verdict.state).toBe('fires');
    expect(verdict.points.map(({ label, worse }) => [label, worse])).toEqual([
      ['2026-11-14', true],
      ['2026-11-15', true],
      ['2026-11-16', true],
    ]);
  });

  it('only waits while two of three are worse', () => {
    expect(judge([day(14, 9), day(15, 8), day(16, 10)], TERMS).state).toBe('pending');
    expect(judge([day(14, 9), day(15, 8), day(16, 10)], { ...TERMS, k: 2 }).state).toBe('fires');
  });

  it('does not take three bad days with a hole between them for three in succession', () => {
    expect(judge([day(12, 9), day(13, 9), day(16, 9)], TERMS).state).toBe('pending');
  });

  it('forgets a bad time that is over', () => {
    expect(judge([day(11, 1), day(12, 1), day(13, 1), day(14, 11), day(15, 11), day(16, 11)], TERMS).state).toBe(
      'normal',
    );
  });

  it('does not count periods that began before the last item ended', () => {
    const countsFrom = new Date('2026-11-14T15:00:00+08:00');
    const days = [day(14, 9), day(15, 8), day(16, 7)];
    expect(judge(days, { ...TERMS, countsFrom }).state).toBe('pending');
    expect(judge([...days, day(17, 7)], { ...TERMS, countsFrom }).state).toBe('fires');
  });

  it('says nothing about a metric without a closed period', () => {
    expect(judge([], TERMS)).toEqual({ state: 'normal', points: [] });
  });

  it('finds the worse ones of all periods for an item that is open', () => {
    expect(worseAmong([day(1, 9), day(2, 10), day(16, 9)], TERMS).map(({ label }) => label)).toEqual([
      '2026-11-1',
      '2026-11-16',
    ]);
  });

  it.each([
    ['hour', 3, '2026-11-16T00:00:00+08:00', '2026-11-15T22:00:00+08:00'],
    ['day', 1, '2026-11-16T00:00:00+08:00', '2026-11-16T00:00:00+08:00'],
    ['day', 60, '2026-11-16T00:00:00+08:00', '2026-09-18T00:00:00+08:00'],
    ['week', 3, '2026-01-05T00:00:00+08:00', '2025-12-22T00:00:00+08:00'],
    ['month', 3, '2026-01-01T00:00:00+08:00', '2025-11-01T00:00:00+08:00'],
  ] as const)('the window of periods of one %s, %i long', (period, m, last, first) => {
    expect(windowStart(new Date(last), m, period, ZONE)).toEqual(new Date(first));
  });
});

describe('the limit of a rule', () => {
  const target = { condition: 'worse_than_target', percent: null, baseline: null } as const;
  const overBaseline = (baseline: number, percent: number) =>
    ({ condition: 'worse_than_baseline', percent, baseline }) as const;

  it('is the target itself; who reaches it is not worse', () => {
    const limit = limitOf(target, { direction: 'up', target: 0.15 });
    expect(limit).toEqual({ value: 0.15, direction: 'up' });
    expect([0.14, 0.15, 0.16].map((value) => limit && isWorse(value, limit))).toEqual([true, false, false]);
  });

  it('lies on the worse side of the baseline, whichever way is better', () => {
    expect(limitOf(overBaseline(200, 20), { direction: 'up', target: null })?.value).toBe(160);
    expect(limitOf(overBaseline(200, 20), { direction: 'down', target: null })?.value).toBe(240);
    expect(isWorse(241, { value: 240, direction: 'down' })).toBe(true);
    expect(isWorse(240, { value: 240, direction: 'down' })).toBe(false);
  });

  it('lies on the worse side of a negative baseline too', () => {
    expect(limitOf(overBaseline(-200, 20), { direction: 'up', target: null })?.value).toBe(-240);
    expect(limitOf(overBaseline(-200, 20), { direction: 'down', target: null })?.value).toBe(-160);
  });

  it('is not there while the metric has no target', () => {
    expect(limitOf(target, { direction: 'up', target: null })).toBeNull();
  });
});
