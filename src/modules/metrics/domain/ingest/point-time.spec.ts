import { describe, expect, it } from '@jest/globals';

import { pointTime } from './point-time.js';
import { ZoneDays } from './zone-days.js';

const shanghai = new ZoneDays('Asia/Shanghai');
const newYork = new ZoneDays('America/New_York');

const instantOf = (text: string, zone: ZoneDays) => {
  const said = pointTime(text, zone);
  return said && new Date(said.at).toISOString();
};

describe('the time of a point', () => {
  it.each([
    ['2011-07-01 00:00:01', '2011-06-30T16:00:01.000Z'],
    ['2011-07-01T00:00:01', '2011-06-30T16:00:01.000Z'],
    ['2011-07-01 00:00', '2011-06-30T16:00:00.000Z'],
    ['2011-07-01', '2011-06-30T16:00:00.000Z'],
    ['2011-07-01T00:00:01Z', '2011-07-01T00:00:01.000Z'],
    ['2011-07-01T00:00:01.5-05:00', '2011-07-01T05:00:01.500Z'],
    ['2024-02-29', '2024-02-28T16:00:00.000Z'],
    ['2026-W45', '2026-11-01T16:00:00.000Z'],
    ['2026-W01', '2025-12-28T16:00:00.000Z'],
    ['2026-11', '2026-10-31T16:00:00.000Z'],
  ])('%s in Shanghai is %s', (text, instant) => {
    expect(instantOf(text, shanghai)).toBe(instant);
  });

  it.each([
    '', 'yesterday', '2011-02-30', '2023-02-29 01:00', '2011-02-30T00:00:00Z', '2011-13-01', '2011-00-01', '2011-07-00',
    '2011-07-01 24:00', '2011-07-01 23:60', '2011-07-01 23:59:60', '07/01/2011', '1309449601', '0000-01-01', '1899-12-31',
    '2011-07-01 00:00:01 ', '2011-07-01T00:00:01+99:00', '2026-W00', '2026-W54', '2025-W53', '2026-13', '1899-12',
  ])('"%s" is no time', (text) => {
    expect(pointTime(text, shanghai)).toBeUndefined();
  }); // prettier-ignore

  it('tells a whole period from a moment in it', () => {
    const named = ['2026-11-03', '2026-W45', '2026-11', '2026-11-03 00:00', '2026-11-03Z'];
    expect(named.map((text) => pointTime(text, shanghai)?.named)).toEqual([
      'day',
      'week',
      'month',
      undefined,
      undefined,
    ]);
  });

  it('does not exist in the hour that clocks skip, and is the first of the hour that comes twice', () => {
    expect(pointTime('2026-03-08 02:30', newYork)).toBeUndefined();
    expect(instantOf('2026-03-08 03:30', newYork)).toBe('2026-03-08T07:30:00.000Z');
    expect(instantOf('2026-11-01 01:30', newYork)).toBe('2026-11-01T05:30:00.000Z');
  });
});
