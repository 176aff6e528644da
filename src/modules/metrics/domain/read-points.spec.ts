import { describe, expect, it } from '@jest/globals';

import { readPoints } from './read-points.js';

const NOW = new Date('2026-11-18T02:00:00Z');
const READING = { period: 'hour', zone: 'Asia/Shanghai', now: NOW } as const;

function read(...rows: [unknown, unknown][]) {
  return readPoints(
    rows.map(([at, value], index) => ({ place: `line ${index + 2}`, at, value })),
    READING,
  );
}

describe('reading the points of an upload', () => {
  it('puts a time anywhere in the hour at the start of it, and the hours in order', () => {
    expect(read(['2011-07-01 01:59:59', '0.2'], ['2011-07-01 00:00:01', '0.1'])).toEqual({
      points: [
        { start: new Date('2011-07-01T00:00:00+08:00'), value: 0.1 },
        { start: new Date('2011-07-01T01:00:00+08:00'), value: 0.2 },
      ],
      problems: [],
    });
  });

  it('takes the same value said twice for one point, and two values for a contradiction that names both places', () => {
    expect(read(['2011-07-01 00:00', '1'], ['2011-07-01 00:30', '1.0']).points).toHaveLength(1);
    const { problems } = read(['2011-07-01 00:00', '1'], ['2011-07-01 01:00', '1'], ['2011-07-01 00:30', '2']);
    expect(problems).toMatchObject([{ field: 'line 4', code: 'contradiction', params: { other: 1, place: 'line 2' } }]);
  });

  it.each(['', 'x', 'NaN', 'Infinity', '1e16', '-1e16', '1,5', '0x10', '1_000', '12 %', null, true, [1]])(
    'refuses %p as a value',
    (value) => {
      expect(read(['2011-07-01', value]).problems).toMatchObject([{ field: 'line 2', code: 'not_a_number' }]);
    },
  );

  it.each([['-1.5e3', -1500], ['+.5', 0.5], ['5.', 5], ['-0', 0], [7, 7]] as const)('reads %p as %p', (text, value) => {
    expect(Object.is(read(['2011-07-01', text]).points[0]?.value, value)).toBe(true);
  }); // prettier-ignore

  it('refuses what has not happened yet, but not this very moment', () => {
    expect(read(['2026-11-18 10:00:00', 1]).problems).toEqual([]);
    expect(read(['2026-11-18 10:00:01', 1]).problems).toMatchObject([{ code: 'in_the_future' }]);
  });

  it('tells a row with a bad time and a bad value of both', () => {
    expect(read(['soon', 'much']).problems.map(({ code }) => code)).toEqual(['bad_time', 'not_a_number']);
  });
});
